/* The loops over packets. Everything else (agreements, keys, reports, when what is due) is Python's.
 * `struct line` is LINE of table.py; size_of_line lets Python compare. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>

enum { FRAME = 160, HEAD = 12, LONGEST = 1536, MOST_EVENTS = 256, DROPOUT = 3000 };

struct line {
    const uint32_t *parts; /* pairs: first row of the bank, number of rows */
    const uint8_t *sound;  /* the bank in this call's law */
    int64_t heard_at;      /* ns */
    double transit, jitter; /* samples */
    uint32_t generation, part_count, part, row;
    int32_t speech, reports; /* sockets */
    uint32_t ssrc, origin, packets, failed;
    uint32_t counted, heard_ssrc, base, highest, taken, drops, received, strangers;
    uint32_t told;
    int32_t told_lost;
    float told_jitter, told_round_trip;
    uint16_t port, sequence;
    uint8_t talks, sends, all, payload, events, speaking, locked, mu;
    uint8_t peer[28];
};

struct packet {
    int32_t line;
    uint32_t report, length;
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

/* Sends a packet for each member that speaks with somebody. Returns how many have said all, and names them in `ended`. */
int speak(struct line *lines, const int32_t *members, int count, uint32_t tick, int32_t *ended)
{
    int finished = 0;
    uint8_t head[HEAD] = {0x80};
    struct iovec parts[2] = {{head, HEAD}, {0, FRAME}};
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
    for (int i = 0; i < count; i++) {
        struct line *line = lines + members[i];
        int speaks, over;
        if (!line->sends)
            continue;
        parts[1].iov_base = (void *)next_frame(line, &speaks, &over);
        /* A marker begins a talk spurt (RFC 3551 section 4.1). */
        head[1] = line->payload | (speaks && !line->speaking ? 0x80 : 0);
        line->speaking = speaks;
        line->sequence++;
        head[2] = line->sequence >> 8, head[3] = line->sequence;
        put32(head + 4, line->origin + tick * FRAME);
        put32(head + 8, line->ssrc);
        message.msg_name = line->peer;
        message.msg_namelen = length_of(line->peer);
        /* A full buffer or a closed port at the other end: this packet is lost, and its number with it. */
        if (sendmsg(line->speech, &message, MSG_DONTWAIT) >= 0)
            line->packets++;
        else
            line->failed++;
        if (over)
            ended[finished++] = members[i];
    }
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

/* Whether Python must see the packet. */
static int matters(struct line *line, const struct packet *packet, int64_t now)
{
    if (!line->talks)
        return 0;
    if (packet->report)
        return line->locked && same_host(packet->source, line->peer);
    const uint8_t *data = packet->data;
    uint8_t payload = data[1] & 0x7F;
    if (packet->length < HEAD || (data[0] & 0xC0) != 0x80 || (payload != line->payload && payload != line->events))
        return 0;
    if (!line->locked)
        return 1;
    if (!same_source(packet->source, line->peer)) {
        line->strangers++;
        return 0;
    }
    if (payload == line->payload) {
        count(line, data, now);
        return line->all;
    }
    line->heard_at = now;
    line->taken += line->counted; /* events are numbered with the speech */
    return 1;
}

/* Takes one packet of each of at most `most` sockets that have some; `owners` tells by socket 2 * line + report.
 * Returns how many were taken, *kept how many of them stand in `out`. */
int hear(int epoll, struct line *lines, const int32_t *owners, int64_t now, struct packet *out, int most, int *kept)
{
    struct epoll_event ready[MOST_EVENTS];
    int count = epoll_wait(epoll, ready, most < MOST_EVENTS ? most : MOST_EVENTS, 0);
    *kept = 0;
    for (int i = 0; i < count; i++) {
        int one = ready[i].data.fd;
        struct packet *packet = out + *kept;
        socklen_t length = sizeof packet->source;
        ssize_t size = recvfrom(one, packet->data, LONGEST, MSG_DONTWAIT, (struct sockaddr *)packet->source, &length);
        if (size < 0)
            continue;
        packet->line = owners[one] / 2;
        packet->report = owners[one] % 2;
        packet->length = (uint32_t)size;
        if (matters(lines + packet->line, packet, now))
            ++*kept;
    }
    return count < 0 ? 0 : count;
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
