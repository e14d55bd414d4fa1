package main

import (
	"context"
	"io"
	"reflect"
	"strconv"
	"time"

	redis6 "github.com/go-redis/redis"
	redis7 "github.com/go-redis/redis/v7"
	redis8 "github.com/go-redis/redis/v8"
	redis9beta "github.com/go-redis/redis/v9"
	redis9 "github.com/redis/go-redis/v9"
)

// A variant replaces some of the arguments that are made by default, by their
// place: "p1" is the parameter 1, counted without a context, "p1.Store" a field
// of it. A method of
// another major version may have no such place, or send nothing for it.
type variant map[string]any

// A length is the number of elements of a slice.
type length int

// pair holds pairs for MSET in the fields of a struct.
type pair struct {
	A string `redis:"p0.0.k0"`
	B string `redis:"p0.0.k1"`
}

// pair1 is pair for MSETEX.
type pair1 struct {
	A string `redis:"p1.0.k0"`
	B string `redis:"p1.0.k1"`
}

// absent is the zero value.
type absent struct{}

// variants are the methods that need other arguments than the default ones,
// either to send anything or to send all their forms.
var variants = map[string][]variant{
	// Pairs: a flat list, or one value that holds them.
	"MSet":   {{"p0": length(4)}, {"p0": []any{[]string{"p0.0.0", "p0.0.1", "p0.0.2", "p0.0.3"}}}, mapPairs, slicePairs, stringPairs, structPairs},
	"MSetNX": {{"p0": length(4)}, {"p0": []any{[]string{"p0.0.0", "p0.0.1", "p0.0.2", "p0.0.3"}}}, mapPairs, slicePairs, stringPairs, structPairs},
	"MSetEX": {
		{"p1": length(4), "p0.Condition": "NX", "p0.Expiration.Mode": "EX"},
		{"p1": []any{map[string]any{"p1.0.k0": "p1.0.v0", "p1.0.k1": "p1.0.v1"}}},
		{"p1": []any{[]any{"p1.0.0", "p1.0.1", "p1.0.2", "p1.0.3"}}},
		{"p1": []any{pair1{"p1.0.v0", "p1.0.v1"}}},
	},
	"JSONMSet": {{"p0": length(6)}},

	// Key, timestamp and value.
	"TSMAdd": {{"p0.0": length(3), "p0.1": length(3)}},

	// The number of keys is an argument of its own.
	"TFCall":          {{"p2": 0}},
	"TFCallArgs":      {{"p2": 2}},
	"TFCallASYNC":     {{"p2": 0}},
	"TFCallASYNCArgs": {{"p2": 2}},

	// Streams: keys, then ids.
	"XRead":        {{"p0.Streams": length(4), "p0.ID": ""}, {"p0.Streams": length(2)}},
	"XReadGroup":   {{"p0.Streams": length(4)}},
	"XReadStreams": {{"p0": length(4)}},

	// Times to live: one, zero, and less.
	"Set":            {nil, {"p2": noTime}, {"p2": keepTime}},
	"SetNX":          {nil, {"p2": noTime}, {"p2": keepTime}},
	"SetXX":          {nil, {"p2": noTime}, {"p2": keepTime}},
	"GetEx":          {nil, {"p1": noTime}, {"p1": keepTime}},
	"SetArgs":        {{"p2.KeepTTL": true}, {"p2.KeepTTL": false, "p2.ExpireAt": absent{}, "p2.TTL": noTime}},
	"Restore":        {nil, {"p1": noTime}},
	"RestoreReplace": {nil, {"p1": noTime}},
	"SetIFDEQ":       {nil, {"p3": noTime}, {"p3": keepTime}},
	"SetIFDEQGet":    {nil, {"p3": noTime}, {"p3": keepTime}},
	"SetIFDNE":       {nil, {"p3": noTime}, {"p3": keepTime}},
	"SetIFDNEGet":    {nil, {"p3": noTime}, {"p3": keepTime}},
	"SetIFEQ":        {nil, {"p3": noTime}, {"p3": keepTime}},
	"SetIFEQGet":     {nil, {"p3": noTime}, {"p3": keepTime}},
	"SetIFNE":        {nil, {"p3": noTime}, {"p3": keepTime}},
	"SetIFNEGet":     {nil, {"p3": noTime}, {"p3": keepTime}},

	// Options that exclude one another.
	"GeoRadius":              {{"p3.Store": "", "p3.StoreDist": ""}, {"p3.StoreDist": ""}, {"p3.Store": ""}},
	"GeoRadiusByMember":      {{"p2.Store": "", "p2.StoreDist": ""}, {"p2.StoreDist": ""}, {"p2.Store": ""}},
	"GeoRadiusRO":            {{"p3.Store": "", "p3.StoreDist": ""}},
	"GeoRadiusByMemberRO":    {{"p2.Store": "", "p2.StoreDist": ""}},
	"GeoRadiusStore":         {{"p3.StoreDist": ""}, {"p3.Store": ""}},
	"GeoRadiusByMemberStore": {{"p2.StoreDist": ""}, {"p2.Store": ""}},
	"Sort":                   {{"p1.Order": "asc"}},
	"SortRO":                 {{"p1.Order": "asc"}},
	"SortInterfaces":         {{"p1.Order": "asc"}},
	"SortStore":              {{"p2.Order": "asc"}, {"p1": "", "p2.Order": "asc"}},

	// Raw commands: the words are the arguments.
	"Do":           {{"p0": []any{"get", "p0.1"}}},
	"DoContext":    {{"p0": []any{"get", "p0.1"}}},
	"DoRaw":        {{"p0": []any{"get", "p0.1"}}},
	"DoRawWriteTo": {{"p1": []any{"get", "p1.1"}}},

	// Values that the client checks before it sends.
	"ClientTrackingOn":    {{"p0.Bcast": true}},
	"FTAggregateWithArgs": {{"p2.Steps": absent{}}},
	"FTCreate":            {{"p2.0.VectorArgs": absent{}, "p2.1.VectorArgs": absent{}, "p2.0.GeoShapeFieldType": "", "p2.1.GeoShapeFieldType": ""}},
	"FTHybridWithArgs":    {{"p1.VectorExpressions": absent{}}},
	"JSONSetMode":         {{"p3": "NX"}},
	"JSONSetWithArgs":     {{"p3.Mode": "NX"}},
	"TSMRangeWithArgs":    {{"p3.Aggregators": absent{}}},
	"TSMRevRangeWithArgs": {{"p3.Aggregators": absent{}}},
	"TSRangeWithArgs":     {{"p3.Aggregators": absent{}}},
	"TSRevRangeWithArgs":  {{"p3.Aggregators": absent{}}},
	"Watch":               {nil, {"p1": length(1)}}, // a cluster client refuses two slots
	"WatchContext":        {nil, {"p1": length(1)}},
	"ACLDryRun":           {{"p1": []any{"get", "p1.1"}}},
	"BitPosSpan":          {{"p4": "byte"}},
	"BitPos":              {{"p2": length(0)}, {"p2": length(2)}},
	"BitCount":            {{"p1.Unit": "BYTE"}},
	"ConfigGet":           {{"p0": "maxmemory"}},
	"MemoryUsage":         {{"p1": length(1)}},
	"ClientSetInfo":       {{"p0.LibName": "x", "p0.LibVer": (*string)(nil)}, {"p0.LibName": (*string)(nil), "p0.LibVer": "1"}},
	"ZPopMax":             {{"p1": length(1)}},
	"ZPopMin":             {{"p1": length(1)}},
	"Info":                {{"p0": length(1)}},
	"ZRangeStore":         {{"p1.ByScore": false}, {"p1.ByScore": true}},
}

const (
	noTime   = time.Duration(0)
	keepTime = time.Duration(-1) // redis.KeepTTL
)

var (
	mapPairs    = variant{"p0": []any{map[string]any{"p0.0.k0": "p0.0.v0", "p0.0.k1": "p0.0.v1"}}}
	stringPairs = variant{"p0": []any{map[string]string{"p0.0.k0": "p0.0.v0", "p0.0.k1": "p0.0.v1"}}}
	slicePairs  = variant{"p0": []any{[]any{"p0.0.0", "p0.0.1", "p0.0.2", "p0.0.3"}}}
	structPairs = variant{"p0": []any{pair{"p0.0.v0", "p0.0.v1"}}}
)

// vector is a redis.Vector.
type vector struct{}

func (vector) Value() []any { return []any{"VALUES", 1, 0.5} }

// others holds values for the interfaces among the parameters. A client is
// added as a Scripter when it is made.
var others = []any{
	context.Background(),
	io.Discard,
	vector{},
	redis9.NewCmd(context.Background(), "get", "p0"),
	redis9beta.NewCmd(context.Background(), "get", "p0"),
	redis8.NewCmd(context.Background(), "get", "p0"),
	redis7.NewCmd("get", "p0"),
	redis6.NewCmd("get", "p0"),
}

// arguments returns the arguments of a call.
func arguments(fn reflect.Type, v variant) []reflect.Value {
	var args []reflect.Value
	n := 0
	for i := range fn.NumIn() {
		t := fn.In(i)
		if i == 0 && t == reflect.TypeFor[context.Context]() {
			args = append(args, reflect.ValueOf(context.Background()))
			continue
		}
		args = append(args, build(t, "p"+strconv.Itoa(n), v))
		n++
	}
	return args
}

// build makes a value of type t in which every text is the place where it stands.
func build(t reflect.Type, place string, v variant) reflect.Value {
	size := 2
	if o, ok := v[place]; ok {
		if n, ok := o.(length); ok {
			size = int(n)
		} else if o == (absent{}) {
			return reflect.Zero(t)
		} else if x := reflect.ValueOf(o); x.Type().AssignableTo(t) {
			return x
		} else if x.Type().ConvertibleTo(t) {
			return x.Convert(t)
		}
	}
	x := reflect.New(t).Elem()
	switch t.Kind() {
	case reflect.String:
		x.SetString(place)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		x.SetInt(1)
		if t == reflect.TypeFor[time.Duration]() {
			x.SetInt(int64(time.Second))
		}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		x.SetUint(1)
	case reflect.Float32, reflect.Float64:
		x.SetFloat(1)
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			x.SetBytes([]byte(place))
			break
		}
		for i := range size {
			x = reflect.Append(x, build(t.Elem(), place+"."+strconv.Itoa(i), v))
		}
	case reflect.Map:
		x.Set(reflect.MakeMap(t))
		for i := range size {
			n := strconv.Itoa(i)
			x.SetMapIndex(build(t.Key(), place+".k"+n, v), build(t.Elem(), place+".v"+n, v))
		}
	case reflect.Pointer:
		x.Set(reflect.New(t.Elem()))
		x.Elem().Set(build(t.Elem(), place, v))
	case reflect.Struct:
		if t == reflect.TypeFor[time.Time]() {
			x.Set(reflect.ValueOf(time.Unix(1<<33, 0)))
			break
		}
		for i := range t.NumField() {
			if f := t.Field(i); f.IsExported() {
				x.Field(i).Set(build(f.Type, place+"."+f.Name, v))
			}
		}
	case reflect.Func:
		x.Set(reflect.MakeFunc(t, func([]reflect.Value) []reflect.Value {
			var out []reflect.Value
			for i := range t.NumOut() {
				out = append(out, reflect.Zero(t.Out(i)))
			}
			return out
		}))
	case reflect.Interface:
		if t.NumMethod() == 0 {
			x.Set(reflect.ValueOf(place))
			break
		}
		for _, o := range others {
			if reflect.TypeOf(o).Implements(t) {
				x.Set(reflect.ValueOf(o))
				break
			}
		}
	}
	return x
}
