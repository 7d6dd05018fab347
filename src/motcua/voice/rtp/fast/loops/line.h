/* What the loops over packets share. Everything else (agreements, reports, when what is due) is Python's.
 * `struct line` is LINE of table.py, `struct packet` PACKET; size_of_line and size_of_packet let Python compare. */
#pragma once
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

enum { FRAME = 160, HEAD = 12, LONGEST = 1536, MOST_EVENTS = 256, DROPOUT = 3000, BATCH = 128, KEYS = 16 };

struct line {
    const uint32_t *parts; /* pairs: first row of the bank, number of rows */
    const uint8_t *sound;  /* the bank, A-law */
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

static inline uint16_t family_of(const uint8_t *address)
{
    uint16_t family;
    memcpy(&family, address, sizeof family);
    return family;
}

static inline socklen_t length_of(const uint8_t *address)
{
    return family_of(address) == AF_INET6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in);
}
