"""Announcements: what the house tells everybody."""

from casino.announcements.model import Announcement, Level
from casino.announcements.repository import Announcements

__all__ = ["Announcement", "Announcements", "Level"]
