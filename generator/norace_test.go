//go:build !race

package generator_test

const thorough = true
