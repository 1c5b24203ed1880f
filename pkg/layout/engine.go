package layout

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

//go:embed graphviz.wasm.gz
var compressed []byte

// module is the engine as WebAssembly.
func module() ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(compressed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// maxPages bounds the memory of the engine, in pages of 64 KiB: 1 GiB.
const maxPages = 1 << 14

// The functions of the engine, under the names that its compiler gave them (see the end of lib/backend.js in the npm package).
const (
	initialize    = "A" // __wasm_call_ctors
	setYInvert    = "B" // viz_set_y_invert
	malloc        = "F"
	readOneGraph  = "I" // viz_read_one_graph
	createContext = "V" // viz_create_context
	layOut        = "X" // viz_layout
	resetErrors   = "Z" // viz_reset_errors
	renderGraph   = "_" // viz_render
)

// engine is one run of Graphviz, in a memory of its own.
type engine struct {
	ctx    context.Context
	mod    api.Module
	told   []string // what Graphviz has to say, errors and warnings
	failed error    // of the first call that failed
}

// engineKey is the key under which the context of a call has its engine.
type engineKey struct{}

// program is the engine as machine code.
type program struct {
	runtime wazero.Runtime
	code    wazero.CompiledModule
}

// compiled is the program, which is compiled when it is first asked for. It stays, since compiling takes longer than all else.
var compiled = sync.OnceValues(compile)

func compile() (program, error) {
	ctx := experimental.WithCompilationWorkers(context.Background(), runtime.GOMAXPROCS(0))
	wasm, err := module()
	if err != nil {
		return program{}, err
	}
	p := program{runtime: wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithMemoryLimitPages(maxPages))}
	if p.code, err = p.runtime.CompileModule(ctx, wasm); err != nil {
		return program{}, err
	}
	return p, host(ctx, p)
}

// Render lays out a graph in the language DOT with dot, and gives it in a format of Graphviz: json0, plain, svg, and so on. An
// error has what Graphviz says about it.
func Render(graph, format string) (string, error) {
	e := &engine{}
	e.ctx = context.WithValue(context.Background(), engineKey{}, e)
	if err := e.start(); err != nil {
		return "", fmt.Errorf("starting Graphviz: %w", err)
	}
	out, err := e.render(graph, format)
	return out, errors.Join(err, e.mod.Close(e.ctx))
}

// start makes e ready for calls.
func (e *engine) start() error {
	p, err := compiled()
	if err != nil {
		return err
	}
	unnamed := wazero.NewModuleConfig().WithName("").WithStartFunctions()
	if e.mod, err = p.runtime.InstantiateModule(e.ctx, p.code, unnamed); err != nil {
		return err
	}
	e.call(initialize)
	e.call(setYInvert, 1)
	return e.failed
}

func (e *engine) render(graph, format string) (string, error) {
	parsed := e.call(readOneGraph, e.text(graph))
	if parsed == 0 {
		return "", e.err()
	}
	run := e.call(createContext)
	e.call(resetErrors)
	if status := e.call(layOut, run, parsed, e.text("dot")); status != 0 {
		return "", e.err()
	}
	out := e.call(renderGraph, run, parsed, e.text(format))
	if out == 0 || e.failed != nil {
		return "", e.err()
	}
	return e.read(out)
}

// call calls a function of the engine. After one that failed there are no more.
func (e *engine) call(function string, args ...uint64) uint64 {
	if e.failed != nil {
		return 0
	}
	results, err := e.mod.ExportedFunction(function).Call(e.ctx, args...)
	if err != nil {
		e.failed = err
		return 0
	}
	if len(results) == 0 {
		return 0
	}
	return results[0]
}

// text is a string in the engine's memory; it stays there until the end.
func (e *engine) text(s string) uint64 {
	at := e.call(malloc, uint64(len(s)+1))
	if e.failed == nil && (at == 0 || !e.mod.Memory().WriteString(uint32(at), s) || !e.mod.Memory().WriteByte(uint32(at)+uint32(len(s)), 0)) {
		e.failed = errors.New("out of memory")
	}
	return at
}

// read is the string at an address.
func (e *engine) read(at uint64) (string, error) {
	memory := e.mod.Memory()
	all, ok := memory.Read(uint32(at), memory.Size()-uint32(at))
	end := bytes.IndexByte(all, 0)
	if !ok || end < 0 {
		return "", errors.New("the text of Graphviz has no end")
	}
	return string(all[:end]), nil
}

// err says why there is no result.
func (e *engine) err() error {
	told := strings.TrimSpace(strings.Join(e.told, " "))
	switch {
	case e.failed != nil && told != "":
		return fmt.Errorf("%s: %w", told, e.failed)
	case e.failed != nil:
		return e.failed
	case told == "":
		told = "no graph"
	}
	return errors.New(told)
}
