package render

import (
	"bytes"
	"encoding/xml"
	"strconv"
)

// A sitemap (sitemaps.org, protocol 0.9) lists for search engines every page that
// they are not asked to pass over, by its absolute address; a site that does not
// know its own has none. A guide that has a date has that as its last change.
//
// It is written while the files are gone through, and no more of it than one part
// is ever held, so that memory does not grow with the site.

// Limits of one sitemap. A larger site has several, and an index of them.
const (
	mostAddresses    = 50_000
	mostSitemapBytes = 50 << 20
)

const (
	sitemapNamespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
	sitemapEnd       = "</urlset>\n"
	// sitemapAddress is where it is, as a whole or as the index of its parts.
	sitemapAddress = "sitemap.xml"
)

// A sitemap is being written.
type sitemap struct {
	most, mostBytes int
	canonical       func(address string) string
	write           func(address string, content []byte) error

	part    *bytes.Buffer // the open one; nil where none is
	entries int           // in it
	parts   []string      // addresses of those that are full
}

// sitemap begins the site's sitemap.
func (r *renderer) sitemap(write func(address string, content []byte) error) *sitemap {
	return &sitemap{most: mostAddresses, mostBytes: mostSitemapBytes, canonical: r.canonical, write: write}
}

// add adds the page of a sheaf, if it is one to be found.
func (m *sitemap) add(s sheaf) error {
	if !s.isListed() {
		return nil
	}
	entry, err := xml.Marshal(struct {
		XMLName xml.Name `xml:"url"`
		Address string   `xml:"loc"`
		Changed string   `xml:"lastmod,omitempty"` // a day, a month or a year, as W3C Datetime has them
	}{Address: m.canonical(s.address()), Changed: s.changed.String()})
	if err != nil {
		return err
	}
	if m.part != nil && (m.entries == m.most || m.part.Len()+len(entry)+len("\n"+sitemapEnd) > m.mostBytes) {
		if err := m.endPart(); err != nil {
			return err
		}
	}
	if m.part == nil {
		m.part = bytes.NewBufferString(xml.Header + `<urlset xmlns="` + sitemapNamespace + `">` + "\n")
	}
	m.part.Write(append(entry, '\n'))
	m.entries++
	return nil
}

// endPart writes the open part, which is one of several.
func (m *sitemap) endPart() error {
	m.parts = append(m.parts, "sitemap-"+strconv.Itoa(len(m.parts)+1)+".xml")
	return m.end(m.parts[len(m.parts)-1])
}

// end closes the open part and writes it.
func (m *sitemap) end(address string) error {
	m.part.WriteString(sitemapEnd)
	content := m.part.Bytes()
	m.part, m.entries = nil, 0
	return m.write(address, content)
}

// close writes what is left: the only part, or the last one and the index.
func (m *sitemap) close() error {
	switch {
	case m.part == nil:
		return nil
	case len(m.parts) == 0:
		return m.end(sitemapAddress)
	}
	if err := m.endPart(); err != nil {
		return err
	}
	type entry struct {
		Address string `xml:"loc"`
	}
	index := struct {
		XMLName   xml.Name `xml:"sitemapindex"`
		Namespace string   `xml:"xmlns,attr"`
		Parts     []entry  `xml:"sitemap"`
	}{Namespace: sitemapNamespace}
	for _, part := range m.parts {
		index.Parts = append(index.Parts, entry{m.canonical(part)})
	}
	content, err := xml.Marshal(index)
	if err != nil {
		return err
	}
	return m.write(sitemapAddress, append(append([]byte(xml.Header), content...), '\n'))
}
