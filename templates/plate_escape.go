package templates

import (
	"bytes"
	"encoding/json"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

// A context is a place in a page where a value is escaped in some way. html/template
// gives the functions that do it to nobody; what it makes of a value can be had by
// executing a template that has nothing but that place.
type context struct {
	chain         string
	begin, end    string
	place         *template.Template
	plain, number bool // see writer
	url, fragment bool
	json          bool
}

// places are an example of each context, by the functions that html/template has a value
// go through.
var places = map[string]context{
	"_html_template_htmlescaper":   {begin: "<p>", end: "</p>", plain: true, number: true},
	"_html_template_attrescaper":   {begin: `<p title="`, end: `"></p>`, plain: true, number: true},
	"_html_template_rcdataescaper": {begin: "<title>", end: "</title>", plain: true, number: true},
	"_html_template_urlfilter|_html_template_urlnormalizer|_html_template_attrescaper": {begin: `<a href="`, end: `"></a>`, url: true},
	"_html_template_urlescaper|_html_template_attrescaper":                             {begin: `<a href="#`, end: `"></a>`, fragment: true},
	"_html_template_urlfilter|_html_template_attrescaper":                              {begin: `<meta http-equiv="refresh" content="0; url=`, end: `">`},
	"_html_template_jsvalescaper":                                                      {begin: "<script>", end: "</script>", json: true},
	"_html_template_cssvaluefilter":                                                    {begin: "<style>", end: "</style>"},
}

// context gives the context with a chain of functions.
func (m *maker) context(chain string) (*context, error) {
	if c, known := m.contexts[chain]; known {
		return c, nil
	}
	c, known := places[chain]
	if !known {
		return nil, noPlate("values through %s", chain)
	}
	c.chain = chain
	place, err := template.New("").Parse(c.begin + "{{.}}" + c.end)
	if err != nil {
		return nil, err
	}
	c.place = place
	if err := place.Execute(&bytes.Buffer{}, ""); err != nil || chainIn(place) != chain {
		return nil, noPlate("html/template escapes %s otherwise: %v", chain, err)
	}
	m.contexts[chain] = &c
	return &c, nil
}

// chainIn gives the functions that the one value of a template goes through.
func chainIn(t *template.Template) string {
	var chain []string
	walk(t, func(node parse.Node) {
		if n, is := node.(*parse.ActionNode); is {
			for _, c := range n.Pipe.Cmds[1:] {
				chain = append(chain, c.String())
			}
		}
	})
	return strings.Join(chain, "|")
}

// slowly escapes a value as html/template does.
func (c *context) slowly(value any) []byte {
	var b bytes.Buffer
	if c.place.Execute(&b, value) != nil {
		panic(giveUp{})
	}
	return b.Bytes()[len(c.begin) : b.Len()-len(c.end)]
}

// writer gives what escapes values of a type.
func (c *context) writer(of reflect.Type) func(r *run, v reflect.Value) {
	slowly := func(r *run, v reflect.Value) { r.out = append(r.out, c.slowly(v.Interface())...) }
	switch {
	case of == htmlType && c.chain == "_html_template_htmlescaper":
		return func(r *run, v reflect.Value) { r.out = append(r.out, v.String()...) }
	case of == intType && c.number:
		return func(r *run, v reflect.Value) { r.out = strconv.AppendInt(r.out, v.Int(), 10) }
	case of == stringType && c.plain:
		return func(r *run, v reflect.Value) { r.out = appendEscaped(r.out, v.String()) }
	case (of == stringType || of == htmlType) && c.plain:
		return c.unless(isPlain, slowly)
	case (of == stringType || of == urlType) && c.url:
		return func(r *run, v reflect.Value) {
			if s := v.String(); isPlainURL(s) {
				r.out = appendEscaped(r.out, s)
			} else {
				slowly(r, v)
			}
		}
	case of == stringType && c.fragment:
		return c.unless(isPlainName, slowly)
	case of == jsonType && c.json:
		return func(r *run, v reflect.Value) {
			if b := v.Bytes(); isPlainJSON(b) {
				r.out = append(r.out, b...)
			} else {
				slowly(r, v)
			}
		}
	}
	return slowly
}

// anyWriter gives what escapes values of several types.
func (c *context) anyWriter() func(r *run, v reflect.Value) {
	text, html := c.writer(stringType), c.writer(htmlType)
	return func(r *run, v reflect.Value) {
		switch {
		case !v.IsValid():
			panic(giveUp{})
		case v.Type() == stringType:
			text(r, v)
		case v.Type() == htmlType:
			html(r, v)
		default:
			r.out = append(r.out, c.slowly(v.Interface())...)
		}
	}
}

// unless writes strings that need no escaping as they are.
func (c *context) unless(plain func(string) bool, slowly func(*run, reflect.Value)) func(r *run, v reflect.Value) {
	return func(r *run, v reflect.Value) {
		if s := v.String(); plain(s) {
			r.out = append(r.out, s...)
		} else {
			slowly(r, v)
		}
	}
}

// references are what html/template writes for characters in text and quoted attributes.
var references = [256]string{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

func appendEscaped(b []byte, s string) []byte {
	last := 0
	for i := range len(s) {
		if r := references[s[i]]; r != "" {
			b = append(append(b, s[last:i]...), r...)
			last = i + 1
		}
	}
	return append(b, s[last:]...)
}

func isPlain(s string) bool {
	for i := range len(s) {
		if references[s[i]] != "" {
			return false
		}
	}
	return true
}

// isPlainName tells whether a text is the same in an address.
func isPlainName(s string) bool {
	for i := range len(s) {
		if !isUnreserved(s[i]) {
			return false
		}
	}
	return true
}

func isUnreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}

// isPlainURL tells whether an address is the same in a page, but for the characters that
// attributes have references for: a relative one, or one of the web, in which nothing has
// to be encoded.
func isPlainURL(s string) bool {
	rest, absolute := strings.CutPrefix(s, "https://")
	if !absolute {
		rest, absolute = strings.CutPrefix(s, "http://")
	}
	for i := 0; i < len(rest); i++ {
		switch c := rest[i]; {
		case isUnreserved(c), strings.IndexByte("!#$&*+,/;=?@[]", c) >= 0:
		case c == ':' && absolute:
		case c == '%' && i+2 < len(rest) && isHex(rest[i+1]) && isHex(rest[i+2]):
		default:
			return false
		}
	}
	return true
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// isPlainJSON tells whether JSON is an object or a list as encoding/json writes them,
// which may stand in a script as it is.
func isPlainJSON(b []byte) bool {
	if len(b) == 0 || b[0] != '{' && b[0] != '[' {
		return false
	}
	quoted := false
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '<', '>', '&':
			return false
		case 0xE2: // U+2028 and U+2029 begin so
			if i+2 < len(b) && b[i+1] == 0x80 && b[i+2]&^1 == 0xA8 {
				return false
			}
		case '"':
			quoted = !quoted
		case '\\': // what follows is ASCII, and no letter of those above, or the JSON is not valid
			i++
		case ' ', '\t', '\n', '\r':
			if !quoted {
				return false
			}
		}
	}
	return json.Valid(b)
}
