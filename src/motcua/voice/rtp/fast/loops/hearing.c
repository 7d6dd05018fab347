/* What calls hear: packets are counted, keys found in them, strangers dropped; the rest is passed on to Python. */
#define _GNU_SOURCE
#include "line.h"
#include <errno.h>
#include <linux/sock_diag.h>
#include <sys/epoll.h>
#include <time.h>

static const int64_t FORGOTTEN_AFTER = 250000000; /* ns */

uint32_t size_of_line(void) { return sizeof(struct line); }
uint32_t size_of_packet(void) { return sizeof(struct packet); }

static uint32_t get32(const uint8_t *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
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
