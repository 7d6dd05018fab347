"""A small hotline as its tree is written down."""

HOTLINE = {
    "start": "greeting",
    "wrong": ["wrong"],
    "silence": ["still there"],
    "goodbye": ["goodbye"],
    "nodes": {
        "greeting": {"kind": "message", "prompts": ["welcome"], "then": "main"},
        "main": {
            "kind": "menu",
            "prompts": ["main menu"],
            "choices": {"1": "number", "2": "hours", "0": "end"},
        },
        "number": {
            "kind": "entry",
            "prompts": ["type the number"],
            "slot": "look-up",
            "least": 12,
            "most": 12,
            "then": "look up",
        },
        "look up": {
            "kind": "question",
            "ask": "dossier",
            "prompts": ["one moment"],
            "outcomes": {"found": "more", "unknown": "unknown", "later": "later"},
        },
        "more": {"kind": "menu", "prompts": ["another number"], "choices": {"1": "number", "0": "end"}},
        "unknown": {"kind": "message", "prompts": ["no such number"], "then": "more"},
        "later": {"kind": "message", "prompts": ["call again later"], "barge_in": False},
        "hours": {"kind": "message", "prompts": ["opening hours"], "then": "main"},
        "end": {"kind": "message", "prompts": ["thank you"]},
    },
}
