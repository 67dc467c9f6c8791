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

static void at(uint32_t start, uint32_t elapsed) {
    test_now = start + elapsed;
    if (test_state == ON) pump_tick();
    printf(" %s", test_state == ON ? "on" : "off");
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
            printf("\n%s started at %u for %u ms:", getenv("LLP_NONCE"), start, run);
            at(start, 0);
            at(start, run / 2);
            at(start, run - 1);
            at(start, run);
            printf("\n");
            fflush(stdout);
        }
    return 0;
}
