// Calls last_le of the answer with every ascending array of up to five small numbers, and with extreme keys.
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include "answer.c"

static int expected(const int *a, int n, int key) {
    int found = -1;
    for (int i = 0; i < n; i++) if (a[i] <= key) found = i;
    return found;
}

static void check(const int *a, int n, int key) {
    int got = last_le(a, n, key);
    if (got == expected(a, n, key)) return;
    printf("n = %d, key = %d: %d instead of %d\n", n, key, got, expected(a, n, key));
    exit(1);
}

int main(void) {
    int a[5];
    for (int n = 0; n <= 5; n++)
        for (int code = 0; code < 3125; code++) {
            int rest = code, ascending = 1;
            for (int i = 0; i < n; i++) { a[i] = rest % 5; rest /= 5; if (i > 0 && a[i] < a[i - 1]) ascending = 0; }
            if (!ascending) continue;
            for (int key = -1; key <= 5; key++) check(a, n, key);
        }
    int wide[] = {INT_MIN, -1, 0, INT_MAX};
    check(wide, 4, INT_MIN); check(wide, 4, INT_MAX); check(wide, 4, 1);
    return 0;
}
