//go:build !race

package related

const hurry = 1
