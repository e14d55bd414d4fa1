// Package wrong has annotations that state nothing.
//
//crossslottest:set checks=crossslot,txslot,clusterdenied
package wrong

import "time"

type fields struct {
	n         int      /* want `crossslot:tagged of n, which is no text but int` */ //crossslot:tagged
	s         string   /* want `crossslot:sameslot of s, which is no list` */       //crossslot:sameslot
	l         []string //crossslot:tagged
	b         []byte   //crossslot:tagged
	time.Time          /* want `crossslot:tagged is of no variable` */ //crossslot:tagged
}

/* want `crossslot:tagged of "prefx": want the names of parameters, separated by commas, or return` */ //crossslot:tagged prefx
func name(prefix string) string                                                                        { return prefix }

/* want `crossslot:sameslot names no parameter, and the function returns nothing` */ //crossslot:sameslot
func nothing(keys []string)                                                          {}

/* want `crossslot:sameslot of keys, which is no list` */ //crossslot:sameslot keys
func one(keys string)                                     {}

/* want `crossslot:sameslot of pair, which is no list` */ //crossslot:sameslot
func pair() (string, error)                               { return "", nil }

func body(prefix string) string {
	/* want `crossslot:tagged stands where it states nothing` */ //crossslot:tagged prefix
	return prefix
}

/* want `crossslot:tag is unknown: want crossslot:ignore, crossslot:tagged, crossslot:sameslot or crossslot:family` */ //crossslot:tag

const k = "x" /* want `crossslot:tagged is of no variable: .* a constant needs none` */ //crossslot:tagged

//crossslot:tagged // the name is for the result
func right(id string) string { return id }

// A constant is named, and what holds no key is not.
//
//crossslot:family sessions: who is logged in
const named = "session:"

const unnamed = "visits:" /* want `crossslot:family has no name or no description` */ //crossslot:family visits

var held = "cart:" /* want `crossslot:family is of held: want it at a constant, or in the comment of a function` */ //crossslot:family cart: what is in it

func inside() string {
	/* want `crossslot:family stands where it names nothing` */ //crossslot:family nothing: at all
	return named + unnamed + held
}
