// Calls last_le of the answer with every ascending array of up to five small numbers, and with extreme keys.
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include "answer.c"

static void check(const int *a, int n, int from, int to) {
    printf("\n%s {", getenv("LLP_NONCE"));
    for (int i = 0; i < n; i++) printf(" %d", a[i]);
    printf(" }, keys from %d:", from);
    for (long key = from; key <= to; key++) printf(" %d", last_le(a, n, (int) key));
    printf("\n");
    fflush(stdout);
}

int main(void) {
    int a[5];
    for (int n = 0; n <= 5; n++)
        for (int code = 0; code < 3125; code++) {
            int rest = code, ascending = 1;
            for (int i = 0; i < n; i++) { a[i] = rest % 5; rest /= 5; if (i > 0 && a[i] < a[i - 1]) ascending = 0; }
            // What is left of the number would name the same array again.
            if (ascending && rest == 0) check(a, n, -1, 5);
        }
    int wide[] = {INT_MIN, -1, 0, INT_MAX};
    check(wide, 4, INT_MIN, INT_MIN); check(wide, 4, INT_MAX, INT_MAX); check(wide, 4, 1, 1);
    return 0;
}
