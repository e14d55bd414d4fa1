// Crossslotlint reports Redis commands, transactions and scripts whose keys a
// cluster keeps in different slots.
//
//	go vet -vettool=$(which crossslotlint) ./...
//	crossslotlint ./...
package main

import "os"

func main() {
	args := os.Args[1:]
	env := environment{stdin: os.Stdin, stdout: &stream{file: os.Stdout}, stderr: os.Stderr, getenv: os.Getenv}
	if len(args) > 0 {
		if c, ok := lookupCommand(args[0]); ok {
			os.Exit(env.finish(c.run(env, args[1:])))
		}
	}
	if underVet(args) {
		vetTool(args)
	}
	os.Exit(env.finish(lintMain(env, args)))
}
