//go:build !race

package decision

const hurry = 1
