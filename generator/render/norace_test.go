//go:build !race

package render_test

const thorough = true
