/* The other ends of thousands of calls: they hear, speak, press keys by a script, and note what arrived when.
 * A call is known by the port that its speech comes from. All moments are ns of the real-time clock, as the kernel stamps packets. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    PORTS = 65536, FRAME = 160, HEAD = 12, SLOTS = 10, BATCH = 64, MOST_STEPS = 16, MOST_KEYS = 24, MOST_SOCKETS = 16,
    MOST_TIMES = 1 << 20, A_LAW = 8, EVENTS = 101, KEY_PACKETS = 8, KEY_ENDS = 3,
};
static const int64_t MS = 1000000, TICK = 20 * 1000000LL, BUFFER = 40 * 1000000LL, GONE = 2000 * 1000000LL,
                     BETWEEN_KEYS = 280 * 1000000LL, PATIENCE = 5000 * 1000000LL;

struct step {
    uint8_t awaits[256]; /* by the first byte of a packet's speech */
    uint8_t keys[MOST_KEYS];
    uint32_t key_count, least_ms, most_ms;
};

struct call {
    int64_t first, last, plays_at, press_at, pressed_at;
    uint32_t received, in_window, lost, empties, garbled, timestamp, event_timestamp, ssrc;
    uint16_t highest, sequence;
    uint8_t socket, listed, step, waits, key, packet, pressing, pressed, measures;
};

struct figures {
    uint64_t alive_before, alive_after, received, lost, empties, garbled, unanswered, dropped, sent, times;
};

static struct call calls[PORTS];
static struct step steps[MOST_STEPS];
static int step_count, socket_count, sockets[MOST_SOCKETS], reports[MOST_SOCKETS];
static uint16_t listed[SLOTS][PORTS];
static int listed_count[SLOTS];
static int64_t window_begin = INT64_MAX, window_end = INT64_MAX, next_slot;
static uint64_t slot_number, unanswered, sent_packets;
static uint32_t times[MOST_TIMES];
static uint64_t time_count;
static uint8_t sound[FRAME];
static struct in_addr host;

static int64_t now(void)
{
    struct timespec moment;
    clock_gettime(CLOCK_REALTIME, &moment);
    return moment.tv_sec * 1000000000LL + moment.tv_nsec;
}

uint32_t size_of_step(void) { return sizeof(struct step); }

int prepare(const struct step *script, int count, const int *speech, const int *reporting, int pairs, const char *address)
{
    if (count > MOST_STEPS || pairs > MOST_SOCKETS || !inet_aton(address, &host))
        return -1;
    memcpy(steps, script, count * sizeof *script);
    memcpy(sockets, speech, pairs * sizeof *sockets);
    memcpy(reports, reporting, pairs * sizeof *reports);
    step_count = count, socket_count = pairs;
    memset(sound, 0xD5, FRAME);
    for (int i = 0; i < pairs; i++) {
        int yes = 1, room = 1 << 26;
        setsockopt(sockets[i], SOL_SOCKET, SO_TIMESTAMPNS, &yes, sizeof yes);
        if (setsockopt(sockets[i], SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room))
            setsockopt(sockets[i], SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    }
    next_slot = now();
    return 0;
}

static void schedule(struct call *call, int64_t at)
{
    const struct step *step = steps + call->step;
    int64_t span = step->most_ms - step->least_ms + 1;
    call->press_at = at + (step->least_ms + random() % span) * MS;
    call->key = 0;
}

static void next_step(struct call *call)
{
    call->step = (call->step + 1) % step_count;
    call->waits = 1;
}

static void follow(struct call *call, uint8_t said, int64_t at)
{
    if (!call->waits)
        return;
    if (!steps[call->step].awaits[said]) {
        if (call->measures && at - call->pressed_at > PATIENCE) {
            unanswered++;
            call->measures = call->step = 0;
        }
        return;
    }
    if (call->measures && at >= window_begin && time_count < MOST_TIMES)
        times[time_count++] = (at - call->pressed_at) / 1000;
    call->measures = 0;
    if (!steps[call->step].key_count) {
        next_step(call);
        return;
    }
    call->waits = 0;
    schedule(call, at);
}

static void begin(struct call *call, uint16_t port, uint8_t one, uint16_t sequence, int64_t at)
{
    uint8_t was_listed = call->listed;
    memset(call, 0, sizeof *call);
    call->first = at;
    call->plays_at = at + BUFFER;
    call->highest = sequence;
    call->socket = one;
    call->waits = 1;
    call->ssrc = random();
    call->sequence = random();
    call->timestamp = random();
    call->listed = 1;
    if (!was_listed) {
        int slot = random() % SLOTS;
        listed[slot][listed_count[slot]++] = port;
    }
}

/* One packet of speech: is it there in time for a buffer of 40 ms, and what does it say? */
static void take(uint8_t one, uint16_t port, const uint8_t *data, size_t length, int64_t at)
{
    if (length != HEAD + FRAME || (data[1] & 0x7F) != A_LAW)
        return;
    struct call *call = calls + port;
    uint16_t sequence = (uint16_t)data[2] << 8 | data[3];
    if (!call->listed || at - call->last > GONE) {
        begin(call, port, one, sequence, at);
    } else {
        int16_t ahead = sequence - call->highest;
        if (ahead > 0) {
            call->highest = sequence;
            call->plays_at += ahead * TICK;
            if (at >= window_begin && at < window_end)
                call->lost += ahead - 1;
        }
        if (at > call->plays_at) {
            call->plays_at = at + BUFFER;
            if (at >= window_begin && at < window_end)
                call->empties++;
        }
    }
    call->last = at;
    call->received++;
    if (at >= window_begin && at < window_end) {
        call->in_window++;
        call->garbled += memcmp(data + HEAD, data + HEAD + 1, FRAME - 1) != 0;
    }
    follow(call, data[HEAD], at);
}

static int64_t stamp(struct msghdr *message)
{
    for (struct cmsghdr *part = CMSG_FIRSTHDR(message); part; part = CMSG_NXTHDR(message, part))
        if (part->cmsg_level == SOL_SOCKET && part->cmsg_type == SCM_TIMESTAMPNS) {
            struct timespec moment;
            memcpy(&moment, CMSG_DATA(part), sizeof moment);
            return moment.tv_sec * 1000000000LL + moment.tv_nsec;
        }
    return now();
}

static void receive(uint8_t one)
{
    static uint8_t data[BATCH][512], control[BATCH][64];
    static struct sockaddr_in sources[BATCH];
    struct iovec parts[BATCH];
    struct mmsghdr messages[BATCH];
    int count;
    do {
        for (int i = 0; i < BATCH; i++) {
            parts[i] = (struct iovec){data[i], sizeof data[i]};
            messages[i].msg_hdr = (struct msghdr){sources + i, sizeof sources[i], parts + i, 1, control[i], sizeof control[i], 0};
        }
        count = recvmmsg(sockets[one], messages, BATCH, MSG_DONTWAIT, 0);
        for (int i = 0; i < count; i++)
            take(one, ntohs(sources[i].sin_port), data[i], messages[i].msg_len, stamp(&messages[i].msg_hdr));
    } while (count == BATCH);
}

static void put32(uint8_t *at, uint32_t word)
{
    at[0] = word >> 24, at[1] = word >> 16, at[2] = word >> 8, at[3] = word;
}

/* Answers a sender's report with one of a receiver that has lost nothing (RFC 3550 section 6.4.2). */
static void answer_reports(uint8_t one)
{
    uint8_t data[1024], answer[32] = {0x81, 201, 0, 7};
    struct sockaddr_in source;
    socklen_t length = sizeof source;
    ssize_t size;
    while ((size = recvfrom(reports[one], data, sizeof data, MSG_DONTWAIT, (struct sockaddr *)&source, &length)) > 0) {
        if (size < 28 || data[1] != 200)
            continue;
        const struct call *call = calls + (uint16_t)(ntohs(source.sin_port) - 1);
        put32(answer + 4, call->ssrc);
        memcpy(answer + 8, data + 4, 4);
        put32(answer + 16, call->highest);
        memcpy(answer + 24, data + 10, 4);
        sendto(reports[one], answer, sizeof answer, MSG_DONTWAIT, (struct sockaddr *)&source, length);
    }
}

/* The next packet of a call: its head, and 4 bytes of a key (returns 4) or speech (returns 160). */
static int compose(struct call *call, int64_t at, uint8_t *head, uint8_t *key)
{
    const struct step *step = steps + call->step;
    if (!call->pressing && !call->waits && at >= call->press_at) {
        call->pressing = 1, call->packet = 0;
        call->event_timestamp = call->timestamp;
        call->pressed_at = at;
        call->press_at = at + BETWEEN_KEYS;
        call->pressed = step->keys[call->key++];
        if (call->key == step->key_count) {
            /* The last key: from its first packet on, the answer is awaited. */
            call->measures = 1;
            next_step(call);
        }
    }
    call->sequence++;
    call->timestamp += FRAME;
    head[0] = 0x80, head[1] = call->pressing ? EVENTS : A_LAW;
    head[2] = call->sequence >> 8, head[3] = call->sequence;
    put32(head + 4, call->pressing ? call->event_timestamp : call->timestamp);
    put32(head + 8, call->ssrc);
    if (!call->pressing)
        return FRAME;
    int held = call->packet < KEY_PACKETS - KEY_ENDS ? call->packet + 1 : KEY_PACKETS - KEY_ENDS;
    head[1] |= call->packet ? 0 : 0x80;
    key[0] = call->pressed;
    key[1] = 10 | (call->packet >= KEY_PACKETS - KEY_ENDS ? 0x80 : 0);
    key[2] = held * FRAME >> 8, key[3] = (uint8_t)(held * FRAME);
    if (++call->packet == KEY_PACKETS)
        call->pressing = 0;
    return 4;
}

static void speak(int slot, int64_t at)
{
    static uint8_t heads[MOST_SOCKETS][BATCH][16], keys[MOST_SOCKETS][BATCH][4];
    static struct sockaddr_in to[MOST_SOCKETS][BATCH];
    static struct iovec parts[MOST_SOCKETS][BATCH][2];
    static struct mmsghdr messages[MOST_SOCKETS][BATCH];
    int filled[MOST_SOCKETS] = {0};
    for (int i = 0; i < listed_count[slot]; i++) {
        uint16_t port = listed[slot][i];
        struct call *call = calls + port;
        if (at - call->last > GONE) {
            call->listed = 0;
            listed[slot][i--] = listed[slot][--listed_count[slot]];
            continue;
        }
        int one = call->socket, n = filled[one]++;
        int length = compose(call, at, heads[one][n], keys[one][n]);
        to[one][n] = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = host};
        parts[one][n][0] = (struct iovec){heads[one][n], HEAD};
        parts[one][n][1] = (struct iovec){length == FRAME ? sound : keys[one][n], length};
        messages[one][n].msg_hdr = (struct msghdr){to[one] + n, sizeof to[one][n], parts[one][n], 2, 0, 0, 0};
        if (filled[one] == BATCH) {
            sent_packets += sendmmsg(sockets[one], messages[one], BATCH, 0) > 0 ? BATCH : 0;
            filled[one] = 0;
        }
    }
    for (int one = 0; one < socket_count; one++)
        if (filled[one])
            sent_packets += sendmmsg(sockets[one], messages[one], filled[one], 0) > 0 ? filled[one] : 0;
}

/* Takes part in all calls for so many ns. */
void run(int64_t span)
{
    int64_t end = now() + span;
    for (int64_t at = now(); at < end; at = now()) {
        for (int one = 0; one < socket_count; one++)
            receive(one), answer_reports(one);
        at = now();
        if (at - next_slot > 500 * MS)
            next_slot = at;
        while (next_slot <= at) {
            speak(slot_number++ % SLOTS, next_slot > at - 2 * MS ? now() : at);
            next_slot += TICK / SLOTS;
        }
        struct timespec pause = {0, next_slot > at ? next_slot - at : 0};
        nanosleep(&pause, 0);
    }
}

/* What one packet costs this machine at the moment, in ns of CPU: speech from a socket to one of ours, sent by itself. */
double bare_send(int count)
{
    struct sockaddr_in to;
    socklen_t length = sizeof to;
    struct timespec begin, end;
    uint8_t packet[HEAD + FRAME] = {0};
    int one = socket(AF_INET, SOCK_DGRAM, 0);
    if (one < 0 || getsockname(reports[0], (struct sockaddr *)&to, &length))
        return -1;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begin);
    for (int i = 0; i < count; i++)
        sendto(one, packet, sizeof packet, MSG_DONTWAIT, (struct sockaddr *)&to, length);
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end);
    close(one);
    return ((end.tv_sec - begin.tv_sec) * 1e9 + end.tv_nsec - begin.tv_nsec) / count;
}

/* Measures from now; with `end`, until now. */
int64_t window(int end)
{
    if (end)
        window_end = now();
    else
        window_begin = now();
    return end ? window_end - window_begin : 0;
}

uint32_t alive(void)
{
    uint32_t count = 0;
    int64_t at = now();
    for (int port = 0; port < PORTS; port++)
        count += calls[port].listed && at - calls[port].last < GONE;
    return count;
}

/* All calls that were there when the window began; those that fell silent in it count with what is missing. */
void sum(struct figures *all, uint32_t *latencies)
{
    memset(all, 0, sizeof *all);
    for (int port = 0; port < PORTS; port++) {
        const struct call *call = calls + port;
        if (!call->first || call->first > window_begin || call->last < window_begin - GONE)
            continue;
        all->alive_before++;
        all->alive_after += call->last >= window_end - GONE;
        all->received += call->in_window;
        all->lost += call->lost;
        all->empties += call->empties;
        all->garbled += call->garbled;
    }
    for (int one = 0; one < socket_count; one++) {
        uint32_t memory[SK_MEMINFO_VARS] = {0};
        socklen_t length = sizeof memory;
        getsockopt(sockets[one], SOL_SOCKET, SO_MEMINFO, memory, &length);
        all->dropped += memory[SK_MEMINFO_DROPS];
    }
    all->unanswered = unanswered;
    all->sent = sent_packets;
    all->times = time_count;
    memcpy(latencies, times, time_count * sizeof *times);
}
