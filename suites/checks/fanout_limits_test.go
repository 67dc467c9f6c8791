package fan

// Calls fetchAll of the answer: how many run at a time, in which order the results come, whether any goroutine is left.

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"testing"
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
	before := runtime.NumGoroutine()
	var ids []int
	var wanted []string
	for id := range 40 {
		ids = append(ids, 100-id)
		wanted = append(wanted, fmt.Sprint("page ", 100-id))
	}
	got, err := fetchAll(context.Background(), ids)
	if err != nil || !slices.Equal(got, wanted) {
		t.Fatalf("%v, %v instead of %v", got, err, wanted)
	}
	if most != 4 {
		t.Fatalf("%d calls at a time", most)
	}
	if got, err := fetchAll(context.Background(), nil); len(got) != 0 || err != nil {
		t.Fatalf("no ids: %v, %v", got, err)
	}
	for range 1000 {
		runtime.Gosched()
	}
	if left := runtime.NumGoroutine(); left > before {
		t.Fatalf("%d goroutines are left", left-before)
	}
}
