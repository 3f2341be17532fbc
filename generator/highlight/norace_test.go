//go:build !race

package highlight

const hurry = 1
