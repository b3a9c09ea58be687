"""The frozen records that pass between the stages. They hold values, reach nothing, and serialise without loss."""

from extractor.records.account import Account, Reading
from extractor.records.article import Article, Block, BlockKind
from extractor.records.facts import (
    Action,
    Cause,
    Count,
    DurationReport,
    ErrorSighting,
    Fact,
    GroupImpact,
    ProviderReference,
    ProviderRole,
    RegionImpact,
    ServiceImpact,
    Statement,
    Status,
    TimelineEntry,
)
from extractor.records.incident import Candidate, Incident, Telling
from extractor.records.values import Agent, Evidence, Name, Time

__all__ = [
    "Account",
    "Action",
    "Agent",
    "Article",
    "Block",
    "BlockKind",
    "Candidate",
    "Cause",
    "Count",
    "DurationReport",
    "ErrorSighting",
    "Evidence",
    "Fact",
    "GroupImpact",
    "Incident",
    "Name",
    "ProviderReference",
    "ProviderRole",
    "Reading",
    "RegionImpact",
    "ServiceImpact",
    "Statement",
    "Status",
    "Telling",
    "Time",
    "TimelineEntry",
]
