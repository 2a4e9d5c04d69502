// Preloaded under ThreadSanitizer. Where another holds it, a Mutex of Swift's Synchronization is taken in a library that the sanitizer does not watch, and what it
// guards looks like a race. This tells the sanitizer; other programs, which have none, notice nothing.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

__attribute__((weak)) void __tsan_acquire(void *place);
__attribute__((weak)) void __tsan_release(void *place);

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"
#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context))

SWIFT void lockSlow(uint32_t thread, SELF void *self) __asm__(LOCK);
SWIFT void unlockSlow(SELF void *self) __asm__(UNLOCK);

SWIFT void lockSlow(uint32_t thread, SELF void *self) {
    static SWIFT void (*real)(uint32_t, SELF void *);
    if (!real) real = dlsym(RTLD_NEXT, LOCK);
    real(thread, self);
    if (__tsan_acquire) __tsan_acquire(self);
}

SWIFT void unlockSlow(SELF void *self) {
    static SWIFT void (*real)(SELF void *);
    if (!real) real = dlsym(RTLD_NEXT, UNLOCK);
    if (__tsan_release) __tsan_release(self);
    real(self);
}
