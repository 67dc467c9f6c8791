package fan

// Calls fetchAll of the answer: how many run at a time, in which order the results come, whether any goroutine is left.

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"sync"
	"testing"
	"time"
)

var (
	mu        sync.Mutex
	now, most int
	waiting   = make(chan struct{})
)

// fetch holds the first four calls until all four run, so that a limit below four hangs and one above is seen.
func fetch(ctx context.Context, id int) (string, error) {
	mu.Lock()
	now++
	most = max(most, now)
	full := now == 4
	mu.Unlock()
	if full {
		select {
		case <-waiting:
		default:
			// Long enough for a fifth call that is let through to come in, on a machine with other work too.
			time.Sleep(300 * time.Millisecond)
			close(waiting)
		}
	}
	<-waiting
	for range 50 {
		runtime.Gosched()
	}
	mu.Lock()
	now--
	mu.Unlock()
	return fmt.Sprint("page ", id), ctx.Err()
}

func TestLimits(t *testing.T) {
	say := func(format string, arguments ...any) {
		fmt.Printf("\n%s %s\n", os.Getenv("LLP_NONCE"), fmt.Sprintf(format, arguments...))
	}
	before := runtime.NumGoroutine()
	var ids []int
	for id := range 40 {
		ids = append(ids, 100-id)
	}
	got, err := fetchAll(context.Background(), ids)
	say("forty ids: %q, error %v", got, err)
	say("calls at a time: %d", most)
	none, err := fetchAll(context.Background(), nil)
	say("no ids: %d results, error %v", len(none), err)
	for range 1000 {
		runtime.Gosched()
	}
	say("goroutines left: %d", max(0, runtime.NumGoroutine()-before))
}
