// Calls join of the answer and says what comes back: lengths, separators, empty parts, no parts. Run with a memory checker it shows overruns too.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "answer.c"

static void check(const char **parts, int n, char sep) {
    char *got = join(parts, n, sep);
    printf("\n%s %d parts: %s%s\n", getenv("LLP_NONCE"), n, got ? "" : "NULL", got ? got : "");
    fflush(stdout);
    free(got);
}

int main(void) {
    const char *three[] = {"a", "bc", "d"};
    const char *empty[] = {"", "", ""};
    const char *one[] = {"alone"};
    const char *long_ones[200];
    check(three, 3, ',');
    check(three, 2, '-');
    check(one, 1, ',');
    check(empty, 3, ';');
    check(three, 0, ',');
    for (int i = 0; i < 200; i++) long_ones[i] = "0123456789";
    check(long_ones, 200, '/');
    return 0;
}
