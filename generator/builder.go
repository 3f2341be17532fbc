package generator

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"reflect"
	"slices"
	"strings"

	"tradeoff/generator/cache"
	"tradeoff/generator/decision"
	"tradeoff/generator/diag"
	"tradeoff/generator/load"
	"tradeoff/generator/publish"
	"tradeoff/generator/related"
	"tradeoff/generator/render"
	"tradeoff/generator/resolve"
	"tradeoff/generator/source"
	"tradeoff/generator/words"
	"tradeoff/templates"
)

// A Builder builds one site again and again. What it publishes is always what a
// build from nothing would publish; what did not change since the last time is not
// parsed, rendered or written again. It is not safe for concurrent use.
type Builder struct {
	opts   Options
	memory *memory
	told   []string // what may have changed since the files were last read; nil stands for everything
}

// NewBuilder gives a builder that has not built yet.
func NewBuilder(opts Options) *Builder { return &Builder{opts: opts, memory: newMemory(opts)} }

// Build builds the site and publishes it. What is wrong with the site or the
// output folder stands in the report; the error is that of ctx, or one that no
// writer can mend.
//
// changed names the files and folders that may differ from the last call, from the
// site's folder; a folder stands for all that is or was below it. Nil stands for
// everything. A file that changed and is not named is taken to be as it was.
// After a call that ended with an error of ctx, or with faults, the next one need
// not name again what that one was told, and does not render again what that one has.
func (b *Builder) Build(ctx context.Context, changed []string) (Report, error) {
	if b.told != nil && changed != nil {
		b.told = append(b.told, changed...)
	} else {
		b.told = nil
	}
	report, err := b.build(ctx)
	if errors.Is(err, cache.ErrTorn) {
		b.memory.cache.Clear() // or it would be met again and again
		b.Close()
		once := b.memory.once
		b.memory, b.told = newMemory(b.opts), nil
		b.memory.once, b.memory.cached = once, true // without a cache
		report, err = b.build(ctx)
	}
	return report, err
}

func (b *Builder) build(ctx context.Context) (Report, error) {
	run := build{opts: b.opts, memory: b.memory, changed: b.told}
	report, err := run.end(run.run(ctx))
	if run.loaded {
		b.told = []string{}
	}
	if err == nil && report.Changed != nil && !report.HasErrors() {
		b.memory.published = true
		b.memory.finish(b.opts, report)
	}
	b.memory.keep(err == nil && run.loaded)
	return report, err
}

// ErrSuperseded is the cause (context.WithCancelCause) with which a build is given up for
// a newer one of the same builder. What it has rendered is left for that one, so that
// whoever saves all the time sees every page in the end; and if it is publishing
// already, it goes on.
var ErrSuperseded = errors.New("a newer build follows")

func isSuperseded(ctx context.Context) bool { return errors.Is(context.Cause(ctx), ErrSuperseded) }

// unlessSuperseded gives a context that ends with another, but not for a newer build.
func unlessSuperseded(ctx context.Context) (committing context.Context, done func()) {
	committing, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		if !isSuperseded(ctx) {
			cancel()
		}
	})
	return committing, func() {
		stop()
		cancel()
	}
}

// Close clears what a build that was given up has left for the next one. Call it when
// there will be no other.
func (b *Builder) Close() {
	b.memory.folder.Close()
	b.memory.related.Keep()
	b.memory.folder.Keep()
	_ = b.memory.cache.Flush() // or the next build takes longer
	b.memory.cache.Close()
}

// A memory holds what the stages remember. Each says where it is declared how long
// what it remembers is good; none outlives its builder.
type memory struct {
	load     load.Memory
	resolve  resolve.Memory
	decision decision.Memory
	related  related.Memory
	render   render.Memory
	folder   *publish.Folder

	once               bool // there is one build
	planned, published bool // links have been found, and files published
	forgot             bool // what no file says was forgotten
	linked, left       bool // and what is remembered of that was kept; it is kept again in the end

	cache  *cache.Cache // nil where there is none, or it was not opened yet
	cached bool         // it was tried to open it
	print  uint64       // of the site's files, from before they were read; see load.Look
	sure   bool         // it is good for telling that nothing has changed

	// set is the templates, and said what was wrong with them: good until something
	// in templates/ changes, the words that they say, or theme.
	set   *templates.Set
	said  diag.List
	theme source.Theme // of the site, as far as it is about looks

	// say is the words: good as long as the site has the same language, and own words.
	say      *words.Words
	language string
	own      []source.Wording
}

func newMemory(opts Options) *memory { return &memory{folder: publish.NewFolder(opts.Out)} }

// openCache opens the cache, once, if one is wanted. A site whose folder cannot be written
// has none.
func (m *memory) openCache(opts Options) {
	if m.cached || !opts.Cache {
		return
	}
	m.cached = true
	tool, err := cache.Tool()
	if err != nil {
		return
	}
	m.cache, _ = cache.Open(opts.Site, tool)
	m.load.Cache, m.related.Cache, m.render.Cache = m.cache, m.cache, m.cache
	m.folder.KeepIn(m.cache)
}

// keep keeps what the stages remember for the next process. whole says that they read
// all that they could.
func (m *memory) keep(whole bool) {
	if whole && !m.forgot {
		m.forgot = true
		m.cache.Forget(load.GuideKind, load.CategoryKind, load.OptionKind, load.FileKind, render.SharedKind)
		m.cache.ForgetWhere(func(out string) bool {
			_, err := os.Lstat(out)
			return errors.Is(err, fs.ErrNotExist)
		}, publish.FolderKind, finishedKind)
	}
	if !m.linked && m.planned {
		m.related.Keep()
		m.linked = true
	}
	if !m.left && m.published {
		m.folder.Keep()
		m.left = true
	}
	_ = m.cache.Flush() // or the next build takes longer
}

// templates loads the templates, with the site's own before the built-in ones, and
// the words that they say. What is wrong with them is in memory.said.
func (b *build) templates(root *os.Root, config *source.Config) *templates.Set {
	m := b.memory
	say, theme := m.say, config.Theme.Looks()
	if say == nil || m.language != config.Language || !reflect.DeepEqual(m.own, config.Words) {
		say = words.For(config.Language, config.Words)
		m.language, m.own = config.Language, config.Words
	}
	if m.set == nil || m.say != say || !reflect.DeepEqual(m.theme, theme) || b.mayDiffer("templates") {
		m.say = say
		m.said = diag.List{}
		own := overrides(root, &m.said)
		set, diags := templates.LoadLean(own, say, theme, render.Squeeze(!b.opts.NoMinify))
		m.said.Append(diags)
		m.set, m.theme = set, theme
	}
	return m.set
}

// mayDiffer tells whether a folder or something in it may have changed.
func (b *build) mayDiffer(folder string) bool {
	return b.changed == nil || slices.ContainsFunc(b.changed, func(name string) bool {
		name = path.Clean(name)
		return name == "." || name == folder || strings.HasPrefix(name, folder+"/")
	})
}
