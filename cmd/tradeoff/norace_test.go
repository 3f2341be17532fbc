//go:build !race

package main

const fewRounds = 8
