package slot

// MakeTables lets the tests measure what the import of the package costs.
func MakeTables() { makeTables() }
