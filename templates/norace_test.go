//go:build !race

package templates_test

const hurry = 1
