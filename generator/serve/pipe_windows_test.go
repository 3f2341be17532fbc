package serve

import "testing"

func pipe(t *testing.T, _ string) { t.Skip("there are no named pipes in folders") }
