/* The loops over packets. Everything else (agreements, keys, reports, when what is due) is Python's.
 * `struct line` is LINE of table.py; size_of_line lets Python compare. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/io_uring.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { FRAME = 160, HEAD = 12, LONGEST = 1536, MOST_EVENTS = 256, DROPOUT = 3000, BATCH = 128, KEYS = 16 };
static const int64_t FORGOTTEN_AFTER = 250000000; /* ns */

struct line {
    const uint32_t *parts; /* pairs: first row of the bank, number of rows */
    const uint8_t *sound;  /* the bank in this call's law */
    int64_t heard_at;      /* ns */
    double transit, jitter; /* samples */
    int64_t key_heard_at;   /* ns */
    uint32_t generation, part_count, part, row;
    int32_t speech, reports; /* sockets */
    uint32_t ssrc, origin, packets, failed;
    uint32_t counted, heard_ssrc, base, highest, taken, drops, received;
    uint32_t key_timestamp, key_duration;
    int32_t key;
    uint32_t told;
    int32_t told_lost;
    float told_jitter, told_round_trip;
    uint16_t port, sequence;
    uint8_t talks, sends, all, payload, events, speaking, locked, mu, connected, key_ended;
    uint8_t peer[28];
};

enum { SPEECH, REPORT, KEY };

/* `key` counts where the kind is KEY. */
struct packet {
    int32_t line, key;
    uint32_t kind, length;
    uint8_t source[28];
    uint8_t data[LONGEST];
};

static uint8_t silence[2][FRAME];

__attribute__((constructor)) static void prepare(void)
{
    memset(silence[0], 0xD5, FRAME);
    memset(silence[1], 0xFF, FRAME);
}

uint32_t size_of_line(void) { return sizeof(struct line); }
uint32_t size_of_packet(void) { return sizeof(struct packet); }

static void put32(uint8_t *at, uint32_t word)
{
    at[0] = word >> 24, at[1] = word >> 16, at[2] = word >> 8, at[3] = word;
}

static uint32_t get32(const uint8_t *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static uint16_t family_of(const uint8_t *address)
{
    uint16_t family;
    memcpy(&family, address, sizeof family);
    return family;
}

static socklen_t length_of(const uint8_t *address)
{
    return family_of(address) == AF_INET6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in);
}

static int same_host(const uint8_t *one, const uint8_t *other)
{
    if (family_of(one) != family_of(other))
        return 0;
    return family_of(one) == AF_INET6 ? !memcmp(one + 8, other + 8, 16) : !memcmp(one + 4, other + 4, 4);
}

static int same_source(const uint8_t *one, const uint8_t *other)
{
    return same_host(one, other) && !memcmp(one + 2, other + 2, 2);
}

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
        memcpy(packet + HEAD, next_frame(line, &speaks, &over), FRAME);
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

/* Packets that the socket's filter has dropped: they came, too. */
static uint32_t dropped(int one)
{
    uint32_t memory[SK_MEMINFO_VARS] = {0};
    socklen_t length = sizeof memory;
    getsockopt(one, SOL_SOCKET, SO_MEMINFO, memory, &length);
    return memory[SK_MEMINFO_DROPS];
}

/* Counts a packet of speech (RFC 3550 A.1, A.8); what the filter dropped since the one before has arrived as well. */
void count(struct line *line, const uint8_t *data, int64_t now)
{
    uint32_t ssrc = get32(data + 8), drops = dropped(line->speech);
    uint16_t sequence = (uint16_t)data[2] << 8 | data[3];
    double transit = now * 8e-6 - get32(data + 4);
    line->heard_at = now;
    if (!line->counted || line->heard_ssrc != ssrc) {
        line->counted = line->taken = line->received = 1;
        line->heard_ssrc = ssrc;
        line->base = line->highest = sequence;
        line->drops = drops;
        line->transit = transit;
        line->jitter = 0;
        return;
    }
    uint16_t ahead = sequence - (uint16_t)line->highest;
    if (ahead < DROPOUT)
        line->highest += ahead;
    line->received = ++line->taken + (drops - line->drops);
    double change = transit - line->transit;
    if (change > 2147483648.0)
        change -= 4294967296.0;
    else if (change < -2147483648.0)
        change += 4294967296.0;
    line->transit = transit;
    line->jitter += ((change < 0 ? -change : change) - line->jitter) / 16;
}

/* Where the body of a packet of RTP begins and ends; 0 where it holds less than it says (as packet.py reads it). */
static int find_body(const uint8_t *data, size_t length, size_t *begin, size_t *end)
{
    *begin = HEAD + 4 * (data[0] & 0x0F), *end = length;
    if (data[0] & 0x10) {
        if (*begin + 4 > length)
            return 0;
        *begin += 4 + 4 * ((size_t)data[*begin + 2] << 8 | data[*begin + 3]);
    }
    if (data[0] & 0x20) {
        if (!data[length - 1] || data[length - 1] > length)
            return 0;
        *end -= data[length - 1];
    }
    return *begin <= *end;
}

/* 1: a new event begins; 0: this one goes on; -1: a late packet of one before. As keys.py tells. */
static int is_fresh(const struct line *line, uint32_t timestamp, int marker, int key, int64_t now)
{
    if (line->key < 0 || now - line->key_heard_at > FORGOTTEN_AFTER)
        return 1;
    if (timestamp == line->key_timestamp)
        return key != line->key || (line->key_ended && marker);
    if (timestamp - line->key_timestamp >= 0x80000000u)
        return -1;
    return !(key == line->key && !line->key_ended && !marker && line->key_duration == 0xFFFF);
}

/* The key (0 to 15) whose first packet this is, otherwise -1: the rules are keys.py's. */
int press(struct line *line, const uint8_t *data, uint32_t length, int64_t now)
{
    size_t begin, end;
    if (length < HEAD || !find_body(data, length, &begin, &end) || end - begin < 4 || data[begin] >= KEYS)
        return -1;
    uint32_t timestamp = get32(data + 4);
    int key = data[begin], fresh = is_fresh(line, timestamp, data[1] >> 7, key, now);
    if (fresh < 0)
        return -1;
    line->key_timestamp = timestamp;
    line->key = key;
    line->key_duration = (uint32_t)data[begin + 2] << 8 | data[begin + 3];
    line->key_ended = data[begin + 1] >> 7 || (line->key_ended && !fresh);
    line->key_heard_at = now;
    return fresh ? key : -1;
}

/* Whether Python must see the packet. */
static int matters(struct line *line, struct packet *packet, int64_t now)
{
    if (!line->talks)
        return 0;
    if (packet->kind == REPORT)
        return line->locked && same_host(packet->source, line->peer);
    const uint8_t *data = packet->data;
    uint8_t payload = data[1] & 0x7F;
    if (packet->length < HEAD || (data[0] & 0xC0) != 0x80 || (payload != line->payload && payload != line->events))
        return 0;
    if (!line->locked)
        return 1;
    if (!same_source(packet->source, line->peer))
        return 0;
    if (payload == line->payload) {
        count(line, data, now);
        return line->all;
    }
    line->heard_at = now;
    line->taken += line->counted; /* events are numbered with the speech */
    packet->kind = KEY;
    packet->key = press(line, data, packet->length, now);
    return packet->key >= 0;
}

/* Takes one packet of each of at most `most` sockets that have some; `owners` tells by socket 2 * line + report, or -1
 * for that of orders, which isn't read: *ordered is set. Returns how many had something; *kept stand in `out`. */
int hear(int epoll, struct line *lines, const int32_t *owners, int64_t now, struct packet *out, int most, int *kept,
         int *ordered)
{
    struct epoll_event ready[MOST_EVENTS];
    int count = epoll_wait(epoll, ready, most < MOST_EVENTS ? most : MOST_EVENTS, 0);
    *kept = *ordered = 0;
    for (int i = 0; i < count; i++) {
        int one = ready[i].data.fd;
        if (owners[one] < 0) {
            *ordered = 1;
            continue;
        }
        struct packet *packet = out + *kept;
        socklen_t length = sizeof packet->source;
        ssize_t size = recvfrom(one, packet->data, LONGEST, MSG_DONTWAIT, (struct sockaddr *)packet->source, &length);
        if (size < 0)
            continue;
        packet->line = owners[one] / 2;
        packet->kind = owners[one] % 2 ? REPORT : SPEECH;
        packet->length = (uint32_t)size;
        if (matters(lines + packet->line, packet, now))
            ++*kept;
    }
    return count < 0 ? 0 : count;
}

/* Lets a connected socket hear everybody again; its port stays. */
int disconnect(int one)
{
    const struct sockaddr nobody = {.sa_family = AF_UNSPEC};
    return connect(one, &nobody, sizeof nobody);
}

int64_t now(void)
{
    struct timespec moment;
    clock_gettime(CLOCK_MONOTONIC, &moment);
    return moment.tv_sec * 1000000000LL + moment.tv_nsec;
}

/* Sleeps until `due`, ns of the monotonic clock; returns how late it is then. */
int64_t wait_until(int64_t due)
{
    struct timespec moment = {due / 1000000000LL, due % 1000000000LL};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &moment, 0) == EINTR)
        ;
    return now() - due;
}
