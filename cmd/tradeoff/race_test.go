//go:build race

package main

// fewRounds is how many rounds of TestKilled take a few seconds: looking for races takes
// ten times as long.
const fewRounds = 2
