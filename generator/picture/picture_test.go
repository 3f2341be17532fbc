package picture

import (
	"strings"
	"testing"
)

func TestSVGSize(t *testing.T) {
	for name, test := range map[string]struct {
		svg           string
		width, height int
		broken        bool
	}{
		"pixels":            {`<svg width="30" height="20px"/>`, 30, 20, false},
		"rounded":           {`<svg width=" 29.6 " height="20.4"/>`, 30, 20, false},
		"view box":          {`<svg viewBox="-5 -5 300,200"/>`, 300, 200, false},
		"lines in it":       {"<svg viewBox='0\n0\t300 ,\n200'/>", 300, 200, false},
		"percent":           {`<svg width="100%" height="100%" viewBox="0 0 40 30"/>`, 40, 30, false},
		"width alone":       {`<svg width="20" viewBox="0 0 40 30"/>`, 20, 15, false},
		"height alone":      {`<svg height="15" viewBox="0 0 40 30"/>`, 20, 15, false},
		"other units":       {`<svg width="2em" height="3cm"/>`, 0, 0, false},
		"one of two":        {`<svg width="20"/>`, 0, 0, false},
		"nothing":           {`<svg/>`, 0, 0, false},
		"not a number":      {`<svg width="NaN" height="NaN"/>`, 0, 0, false},
		"endless":           {`<svg width="Inf" height="30"/>`, 0, 0, false},
		"negative":          {`<svg width="-3" height="-4" viewBox="0 0 -1 2"/>`, 0, 0, false},
		"too small":         {`<svg width="0.2" height="30"/>`, 0, 0, false},
		"too large":         {`<svg width="1e9" height="30" viewBox="0 0 1 30000"/>`, 0, 0, false},
		"too long":          {`<svg width="3e4" viewBox="0 0 1 3e4"/>`, 0, 0, false},
		"another namespace": {`<svg xmlns:i="i" width="30" height="20" i:width="7"/>`, 30, 20, false},
		"prefix":            {`<s:svg xmlns:s="http://www.w3.org/2000/svg" width="30" height="20"/>`, 30, 20, false},
		"prolog":            {"\ufeff<?xml version='1.0' encoding='ISO-8859-1'?>\n<!DOCTYPE svg [<!ENTITY ns 'x'>]>\n<!-- \xfc -->\n<svg xmlns='&ns;' width='30' height='20'/>", 30, 20, false},
		"later elements":    {`<svg><svg width="1" height="1"/></svg>`, 0, 0, false},
		"HTML":              {`<html width="30" height="20"/>`, 30, 20, true},
		"text":              {"text", 0, 0, true},
		"nothing at all":    {"", 0, 0, true},
	} {
		width, height, ok := svgSize([]byte(test.svg))
		if ok == test.broken || width != test.width || height != test.height {
			t.Errorf("%s: %d x %d, %t", name, width, height, ok)
		}
	}
}

func FuzzSVGSize(f *testing.F) {
	for _, seed := range []string{
		`<svg width="30" height="20px"/>`, `<svg viewBox="0 0 300,200"/>`, `<?xml version="1.0" encoding="x"?><svg width="NaN"`,
		`<svg height="1e-300" viewBox="0 0 1e300 1e-300"/>`, "<!DOCTYPE svg [<!ENTITY a '&a;&a;'>]><svg width='&a;'/>", strings.Repeat("<svg>", 99),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		width, height, _ := svgSize(content)
		if width < 0 || height < 0 || (width == 0) != (height == 0) || width > 32767 || height > 32767 {
			t.Errorf("%d x %d", width, height)
		}
	})
}
