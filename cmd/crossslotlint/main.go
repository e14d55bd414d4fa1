// Crossslotlint reports Redis commands, transactions and scripts whose keys a
// cluster keeps in different slots.
//
//	go vet -vettool=$(which crossslotlint) ./...
//	crossslotlint ./...
package main

import "os"

func main() {
	args := os.Args[1:]
	env := environment{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv}
	if len(args) > 0 {
		if c, ok := lookupCommand(args[0]); ok {
			os.Exit(c.run(env, args[1:]))
		}
	}
	if underVet(args) {
		vetTool(args)
	}
	os.Exit(lintMain(env, args))
}
