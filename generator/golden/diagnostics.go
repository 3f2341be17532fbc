package golden

import (
	"fmt"
	"strings"

	"tradeoff/generator/diag"
)

// Diagnostics writes diagnostics as the command prints them, without excerpts:
//
//	file:line:column: severity: message [code]
//		hint, each of its lines behind a tab
func Diagnostics(list diag.List) string {
	var b strings.Builder
	for _, d := range list.Sorted() {
		fmt.Fprintf(&b, "%s: %s: %s [%s]\n", d.Position, d.Severity, d.Message, d.Code)
		if d.Hint != "" {
			fmt.Fprintf(&b, "\t%s\n", strings.ReplaceAll(d.Hint, "\n", "\n\t"))
		}
	}
	return b.String()
}
