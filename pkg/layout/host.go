package layout

import (
	"context"
	"errors"

	"github.com/tetratelabs/wazero/api"
)

// hostModule is the one from which the engine takes what it needs of its surroundings.
const hostModule = "a"

// The functions that it takes from there, by the names that its compiler gave them.
const (
	assertFail   = "a"
	cxaThrow     = "b"
	exit         = "c"
	abort        = "h"
	resizeHeap   = "k"
	vizError     = "p"
	environSizes = "t"
	clockTime    = "x"
)

// refused are the system calls that open or ask for files; they fail.
var refused = map[string]bool{"f": true /* fcntl */, "j": true /* ioctl */, "l": true /* openat */, "v": true /* newfstatat */, "w": true /* fstat */, "y": true /* faccessat */}

// notFound is ENOENT as system calls give it.
const notFound = -2

// host gives the engine what it takes from its surroundings: its memory, a place to complain to, and nothing else. There are
// no files, the environment is empty, and it is the beginning of time.
func host(ctx context.Context, p program) error {
	builder := p.runtime.NewHostModuleBuilder(hostModule)
	for _, f := range p.code.ImportedFunctions() {
		_, name, _ := f.Import()
		results := len(f.ResultTypes())
		answer := func(ctx context.Context, m api.Module, stack []uint64) {
			e := ctx.Value(engineKey{}).(*engine)
			got := e.answer(name, m, stack)
			if results > 0 {
				stack[0] = got
			}
		}
		builder = builder.NewFunctionBuilder().WithGoModuleFunction(api.GoModuleFunc(answer), f.ParamTypes(), f.ResultTypes()).Export(name)
	}
	_, err := builder.Instantiate(ctx)
	return err
}

// answer is what a function of the host gives. Where the engine gives up, the call that led there fails.
func (e *engine) answer(name string, m api.Module, args []uint64) uint64 {
	memory := m.Memory()
	switch name {
	case assertFail, cxaThrow, exit, abort:
		panic(errors.New("the engine gave up"))
	case vizError:
		if text, err := (&engine{mod: m}).read(args[0]); err == nil {
			e.told = append(e.told, text)
		}
	case resizeHeap:
		return grow(memory, uint32(args[0]))
	case environSizes:
		memory.WriteUint32Le(uint32(args[0]), 0)
		memory.WriteUint32Le(uint32(args[1]), 0)
	case clockTime:
		memory.WriteUint64Le(uint32(args[2]), 0)
	}
	if refused[name] {
		return api.EncodeI32(notFound)
	}
	return 0
}

const pageSize = 1 << 16

// grow makes memory at least as large as wanted: 1 where that succeeds, else 0.
func grow(memory api.Memory, wanted uint32) uint64 {
	size := memory.Size()
	if wanted <= size {
		return 1
	}
	if _, ok := memory.Grow((wanted - size + pageSize - 1) / pageSize); !ok {
		return 0
	}
	return 1
}
