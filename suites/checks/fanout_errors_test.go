package fan

// Calls fetchAll of the answer: the first error cancels, is returned itself, and nothing is begun after it.

import (
	"context"
	"errors"
	"runtime"
	"sync/atomic"
	"testing"
)

var (
	errFirst = errors.New("first")
	started  atomic.Int32
	running  atomic.Int32
	mode     atomic.Int32
	blocked  = make(chan struct{}, 100)
)

// fetch: in mode 1 the id 2 fails once three others wait for their context; in mode 2 all wait.
func fetch(ctx context.Context, id int) (string, error) {
	started.Add(1)
	running.Add(1)
	defer running.Add(-1)
	if mode.Load() == 1 && id == 2 {
		for range 3 {
			<-blocked
		}
		return "", errFirst
	}
	blocked <- struct{}{}
	<-ctx.Done()
	return "", ctx.Err()
}

func TestFirstError(t *testing.T) {
	mode.Store(1)
	ids := make([]int, 30)
	for at := range ids {
		ids[at] = at
	}
	got, err := fetchAll(context.Background(), ids)
	if err != errFirst {
		t.Fatalf("%v instead of the first error", err)
	}
	if got != nil {
		t.Fatalf("%v beside an error", got)
	}
	if running.Load() != 0 {
		t.Fatal("calls still run when the function returns")
	}
	if count := started.Load(); count > 8 {
		t.Fatalf("%d calls were begun", count)
	}
}

func TestCallersContext(t *testing.T) {
	mode.Store(2)
	for len(blocked) > 0 {
		<-blocked
	}
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		for range 4 {
			<-blocked
		}
		cancel()
	}()
	got, err := fetchAll(ctx, make([]int, 20))
	if !errors.Is(err, context.Canceled) || got != nil {
		t.Fatalf("%v, %v when the caller's context ends", got, err)
	}
	for range 1000 {
		runtime.Gosched()
	}
	if running.Load() != 0 {
		t.Fatal("calls still run when the function returns")
	}
}
