# What people run daily. `make help` lists the targets.

.PHONY: help build test quick lint example bench

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/:/' | column -t -s:

build: ## build the program into ./crossslotlint
	go build ./cmd/crossslotlint

quick: ## test what has no server, driver or real client in it: about a minute
	go test ./slot ./internal/quote ./internal/format ./internal/baseline ./internal/identity \
		./analyzer/internal/pattern ./analyzer/internal/value ./analyzer/internal/prove ./analyzer/internal/flow \
		./analyzer/internal/site ./analyzer/internal/tag ./analyzer/internal/lua ./analyzer/internal/report ./analyzer/internal/retag

test: ## run all tests, as the README says
	go test -timeout 30m ./...

lint: build ## format, vet, and the linter on its own code
	@test -z "$$(gofmt -l .)" || { gofmt -l .; exit 1; }
	go vet ./...
	go vet -vettool=./crossslotlint ./...

example: build ## run the linter on the example
	-go -C testdata/example vet -vettool=../../crossslotlint ./...

bench: ## benchmarks of package slot
	go test -run '^$$' -bench . ./slot
