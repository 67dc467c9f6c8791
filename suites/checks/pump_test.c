// Starts the pump of the answer at many moments, around the wrap of the counter too, and looks when it goes off.
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { OFF, ON };
static uint32_t test_now;
static int test_state;
uint32_t now_ms(void) { return test_now; }
void relay(int state) { test_state = state; }
#include "answer.c"

static void at(uint32_t start, uint32_t elapsed, int wanted, uint32_t run) {
    test_now = start + elapsed;
    if (test_state == ON) pump_tick();
    if (test_state == wanted) return;
    printf("started at %u for %u ms: %s after %u ms\n", start, run, test_state == ON ? "on" : "off", elapsed);
    exit(1);
}

int main(void) {
    const uint32_t day = 86400000u;
    const uint32_t runs[] = {10u, 30000u, 1200000u, 3600000u, day, 10u * day, 23u * day, 24u * day - 10u};
    const uint32_t starts[] = {0u, 1u, 500000u, 2147483647u, 2147483648u, 2147000000u, 4293800000u,
                               4294934592u, 4294967295u, 4294967286u, 3000000000u, 2200000000u, 1200000000u};
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
        for (size_t j = 0; j < sizeof starts / sizeof *starts; j++) {
            uint32_t run = runs[i], start = starts[j];
            test_now = start;
            test_state = OFF;
            pump_start(run);
            if (test_state != ON) { printf("pump_start does not switch on\n"); return 1; }
            at(start, 0, ON, run);
            at(start, run / 2, ON, run);
            at(start, run - 1, ON, run);
            at(start, run, OFF, run);
        }
    return 0;
}
