package main

import (
	"bytes"
	"fmt"
	"os/exec"

	"github.com/crossslotlint/crossslotlint/internal/fix"
)

// slotPackage is what the changes of -group call.
const slotPackage = "github.com/crossslotlint/crossslotlint/slot"

// requireSlot returns an error if files are to import package slot and the module
// in a folder does not have it: the result would not compile.
func requireSlot(dir string, files []fix.File) error {
	for _, f := range files {
		if !bytes.Contains(f.New, []byte(`"`+slotPackage+`"`)) || bytes.Contains(f.Old, []byte(`"`+slotPackage+`"`)) {
			continue
		}
		cmd := exec.Command("go", "list", slotPackage)
		cmd.Dir = dir
		if cmd.Run() != nil {
			return fmt.Errorf("-group: the changes call package slot, which the module does not require; run\n\tgo get %s\nand try again (nothing was changed)", slotPackage)
		}
		return nil
	}
	return nil
}
