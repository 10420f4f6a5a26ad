"""Croupier's product code: one package per context, each reached through its own public face."""
