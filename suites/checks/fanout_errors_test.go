package fan

// Calls fetchAll of the answer and says what comes of it: the first error cancels, is returned itself, and nothing is begun after it.

import (
	"context"
	"errors"
	"fmt"
	"os"
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

func say(format string, arguments ...any) {
	fmt.Printf("\n%s %s\n", os.Getenv("LLP_NONCE"), fmt.Sprintf(format, arguments...))
}

func TestFirstError(t *testing.T) {
	mode.Store(1)
	ids := make([]int, 30)
	for at := range ids {
		ids[at] = at
	}
	got, err := fetchAll(context.Background(), ids)
	say("an error: the first one itself %t, nil beside it %t", err == errFirst, got == nil)
	say("calls that still run when the function returns: %d", running.Load())
	begun := "at most 8"
	if count := started.Load(); count > 8 {
		begun = fmt.Sprint(count)
	}
	say("calls begun: %s", begun)
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
	say("the caller's context ends: canceled %t, nil beside it %t", errors.Is(err, context.Canceled), got == nil)
	for range 1000 {
		runtime.Gosched()
	}
	say("calls that still run when the function returns: %d", running.Load())
}
