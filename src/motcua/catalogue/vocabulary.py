"""The catalogue's closed words. Pure, so that parsers and rules may use them; Vietnamese labels stand in `labels`."""

from enum import StrEnum


class Level(StrEnum):
    """Who decides: `district` lives only in versions from before 1/7/2025 (NĐ 118/2025)."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    OTHER = "other"


class Audience(StrEnum):
    CITIZEN = "citizen"
    OVERSEAS_VIETNAMESE = "overseas_vietnamese"
    FOREIGNER = "foreigner"
    OFFICIAL = "official"
    BUSINESS = "business"
    FOREIGN_INVESTED_BUSINESS = "foreign_invested_business"
    COOPERATIVE = "cooperative"
    ORGANISATION = "organisation"
    FOREIGN_ORGANISATION = "foreign_organisation"
    OTHER = "other"


class ChannelKind(StrEnum):
    """How a dossier is submitted."""

    DIRECT = "direct"
    ONLINE = "online"
    POST = "post"


class FeeKind(StrEnum):
    """Phí pays for a service, lệ phí is a charge of the State (Luật 97/2015/QH13); the portal sometimes says neither."""

    FEE = "fee"
    STATE_CHARGE = "state_charge"
    UNSTATED = "unstated"


class Shape(StrEnum):
    """The shape a record came in."""

    CRAWL = "crawl"
    SPLIT_TABLES = "split_tables"
    PORTAL_SERVICE = "portal_service"
    FACTS = "facts"
