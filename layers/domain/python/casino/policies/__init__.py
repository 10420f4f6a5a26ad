"""Policies: what differs from jurisdiction to jurisdiction, as data."""

from casino.policies.errors import InvalidPolicy, PolicyChanged, UnknownJurisdiction
from casino.policies.model import (
    CashierFigures,
    DepositBlock,
    Difference,
    ExclusionRules,
    GameRules,
    LimitKind,
    LimitPeriod,
    LimitRules,
    Policy,
    PolicyVersion,
    SessionRules,
    age_at,
    differences,
    figures_of,
)
from casino.policies.policies import Policies
from casino.policies.repository import document_of, shipped_policy

__all__ = [
    "CashierFigures",
    "DepositBlock",
    "Difference",
    "ExclusionRules",
    "GameRules",
    "InvalidPolicy",
    "LimitKind",
    "LimitPeriod",
    "LimitRules",
    "Policies",
    "Policy",
    "PolicyChanged",
    "PolicyVersion",
    "SessionRules",
    "UnknownJurisdiction",
    "age_at",
    "differences",
    "document_of",
    "figures_of",
    "shipped_policy",
]
