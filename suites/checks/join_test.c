// Calls join of the answer: lengths, separators, empty parts, no parts. Run with a memory checker it shows overruns too.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "answer.c"

static void check(const char **parts, int n, char sep, const char *expected) {
    char *got = join(parts, n, sep);
    if (got == NULL || strcmp(got, expected) != 0) {
        printf("n = %d: \"%s\" instead of \"%s\"\n", n, got ? got : "NULL", expected);
        exit(1);
    }
    free(got);
}

int main(void) {
    const char *three[] = {"a", "bc", "d"};
    const char *empty[] = {"", "", ""};
    const char *one[] = {"alone"};
    const char *long_ones[200];
    char expected[2200];
    size_t at = 0;
    check(three, 3, ',', "a,bc,d");
    check(three, 2, '-', "a-bc");
    check(one, 1, ',', "alone");
    check(empty, 3, ';', ";;");
    check(three, 0, ',', "");
    for (int i = 0; i < 200; i++) {
        long_ones[i] = "0123456789";
        memcpy(expected + at, "0123456789", 10); at += 10;
        if (i < 199) expected[at++] = '/';
    }
    expected[at] = '\0';
    check(long_ones, 200, '/', expected);
    return 0;
}
