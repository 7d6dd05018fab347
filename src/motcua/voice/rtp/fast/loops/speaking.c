/* What calls say: a packet each 20 ms, all those of a slot with one call of the system where the kernel can. */
#define _GNU_SOURCE
#include "line.h"
#include <errno.h>
#include <linux/io_uring.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

static uint8_t silence[2][FRAME];

__attribute__((constructor)) static void prepare(void)
{
    memset(silence[0], 0xD5, FRAME);
    memset(silence[1], 0xFF, FRAME);
}

static void put32(uint8_t *at, uint32_t word)
{
    at[0] = word >> 24, at[1] = word >> 16, at[2] = word >> 8, at[3] = word;
}

/* For callers of mu-law: what each byte of the bank is there. */
static uint8_t to_mu[256];

void set_mu_law(const uint8_t *table) { memcpy(to_mu, table, sizeof to_mu); }

/* The next 20 ms; *over is set with the last of what is to be said. */
static const uint8_t *next_frame(struct line *line, int *speaks, int *over)
{
    *speaks = *over = 0;
    if (line->part >= line->part_count)
        return silence[line->mu];
    const uint32_t *part = line->parts + 2 * line->part;
    const uint8_t *frame = line->sound + (size_t)(part[0] + line->row) * FRAME;
    *speaks = 1;
    if (++line->row >= part[1]) {
        line->row = 0;
        *over = ++line->part >= line->part_count;
    }
    return frame;
}

/* Packets that are composed and not sent; with a ring (io_uring), one system call sends them all. */
static struct {
    int file; /* -1: none, each packet is a call */
    uint32_t *submit_tail, *submit_array, submit_mask;
    uint32_t *complete_head, *complete_tail, complete_mask;
    struct io_uring_sqe *entries;
    struct io_uring_cqe *results;
    uint32_t waiting;
} ring = {.file = -1};
static uint8_t packets[BATCH][HEAD + FRAME];

/* `speech` are the sockets of all lines. Returns 0, or the error that keeps this machine from it. */
int open_ring(const int32_t *speech, int count)
{
    struct io_uring_params told = {0};
    int file = syscall(SYS_io_uring_setup, BATCH, &told);
    if (file < 0)
        return errno;
    size_t submit_size = told.sq_off.array + told.sq_entries * sizeof(uint32_t);
    size_t complete_size = told.cq_off.cqes + told.cq_entries * sizeof(struct io_uring_cqe);
    size_t entries_size = told.sq_entries * sizeof(struct io_uring_sqe);
    int use = PROT_READ | PROT_WRITE, kind = MAP_SHARED | MAP_POPULATE;
    uint8_t *submit = mmap(0, submit_size, use, kind, file, IORING_OFF_SQ_RING);
    uint8_t *complete = mmap(0, complete_size, use, kind, file, IORING_OFF_CQ_RING);
    ring.entries = mmap(0, entries_size, use, kind, file, IORING_OFF_SQES);
    if (submit == MAP_FAILED || complete == MAP_FAILED || (void *)ring.entries == MAP_FAILED) {
        close(file);
        return ENOMEM;
    }
    /* Known to the ring by the number of their line, they needn't be looked up for each packet. */
    if (syscall(SYS_io_uring_register, file, IORING_REGISTER_FILES, speech, count)) {
        int error = errno;
        close(file);
        return error;
    }
    ring.submit_tail = (uint32_t *)(submit + told.sq_off.tail);
    ring.submit_array = (uint32_t *)(submit + told.sq_off.array);
    ring.submit_mask = *(uint32_t *)(submit + told.sq_off.ring_mask);
    ring.complete_head = (uint32_t *)(complete + told.cq_off.head);
    ring.complete_tail = (uint32_t *)(complete + told.cq_off.tail);
    ring.complete_mask = *(uint32_t *)(complete + told.cq_off.ring_mask);
    ring.results = (struct io_uring_cqe *)(complete + told.cq_off.cqes);
    ring.file = file;
    return 0;
}

static ssize_t send_now(const struct line *line, const uint8_t *packet)
{
    const struct sockaddr *to = line->connected ? 0 : (const struct sockaddr *)line->peer;
    return sendto(line->speech, packet, HEAD + FRAME, MSG_DONTWAIT, to, to ? length_of(line->peer) : 0);
}

/* A full buffer or a closed port at the other end: this packet is lost, and its number with it. A connected socket tells
 * of the closed port in place of sending the packet after; that one is sent again. */
static void note_sent(struct line *line, const uint8_t *packet, ssize_t result)
{
    if (result == -ECONNREFUSED)
        result = send_now(line, packet);
    if (result >= 0)
        line->packets++;
    else
        line->failed++;
}

static void flush_ring(struct line *lines)
{
    if (!ring.waiting)
        return;
    syscall(SYS_io_uring_enter, ring.file, ring.waiting, 0, 0, 0, 0);
    ring.waiting = 0;
    uint32_t head = *ring.complete_head, tail = __atomic_load_n(ring.complete_tail, __ATOMIC_ACQUIRE);
    for (; head != tail; head++) {
        const struct io_uring_cqe *result = ring.results + (head & ring.complete_mask);
        note_sent(lines + (result->user_data & 0xFFFFFFFF), packets[result->user_data >> 32], result->res);
    }
    __atomic_store_n(ring.complete_head, head, __ATOMIC_RELEASE);
}

static void post(struct line *lines, int32_t member)
{
    struct line *line = lines + member;
    if (ring.file < 0) {
        ssize_t sent = send_now(line, packets[0]);
        note_sent(line, packets[0], sent < 0 ? -errno : sent);
        return;
    }
    uint32_t tail = *ring.submit_tail, at = tail & ring.submit_mask;
    struct io_uring_sqe *entry = ring.entries + at;
    memset(entry, 0, sizeof *entry);
    entry->opcode = IORING_OP_SEND;
    entry->fd = member;
    entry->flags = IOSQE_FIXED_FILE;
    entry->addr = (uintptr_t)packets[ring.waiting];
    entry->len = HEAD + FRAME;
    entry->msg_flags = MSG_DONTWAIT;
    if (!line->connected) {
        entry->addr2 = (uintptr_t)line->peer;
        entry->addr_len = length_of(line->peer);
    }
    entry->user_data = (uint64_t)ring.waiting << 32 | (uint32_t)member;
    ring.submit_array[at] = at;
    __atomic_store_n(ring.submit_tail, tail + 1, __ATOMIC_RELEASE);
    if (++ring.waiting == BATCH)
        flush_ring(lines);
}

/* Sends a packet for each member that speaks with somebody. Returns how many have said all, and names them in `ended`. */
int speak(struct line *lines, const int32_t *members, int count, uint32_t tick, int32_t *ended)
{
    int finished = 0;
    for (int i = 0; i < count; i++) {
        struct line *line = lines + members[i];
        uint8_t *packet = packets[ring.waiting];
        int speaks, over;
        if (!line->sends)
            continue;
        /* Copying 160 bytes is cheaper than having the kernel gather them. */
        const uint8_t *frame = next_frame(line, &speaks, &over);
        if (line->mu && speaks)
            for (int at = 0; at < FRAME; at++)
                packet[HEAD + at] = to_mu[frame[at]];
        else
            memcpy(packet + HEAD, frame, FRAME);
        packet[0] = 0x80;
        /* A marker begins a talk spurt (RFC 3551 section 4.1). */
        packet[1] = line->payload | (speaks && !line->speaking ? 0x80 : 0);
        line->speaking = speaks;
        line->sequence++;
        packet[2] = line->sequence >> 8, packet[3] = line->sequence;
        put32(packet + 4, line->origin + tick * FRAME);
        put32(packet + 8, line->ssrc);
        post(lines, members[i]);
        if (over)
            ended[finished++] = members[i];
    }
    flush_ring(lines);
    return finished;
}
