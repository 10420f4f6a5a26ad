"""Policies: what differs from jurisdiction to jurisdiction, as data."""

from casino.policies.errors import UnknownJurisdiction
from casino.policies.model import (
    CashierFigures,
    DepositBlock,
    ExclusionRules,
    GameRules,
    LimitKind,
    LimitPeriod,
    LimitRules,
    Policy,
    SessionRules,
    age_at,
)
from casino.policies.policies import Policies
from casino.policies.repository import shipped_policy

__all__ = [
    "CashierFigures",
    "DepositBlock",
    "ExclusionRules",
    "GameRules",
    "LimitKind",
    "LimitPeriod",
    "LimitRules",
    "Policies",
    "Policy",
    "SessionRules",
    "UnknownJurisdiction",
    "age_at",
    "shipped_policy",
]
