"""Organic sessions: sessions that came through organic search."""

from passerelle.measurement.formula import Simple, total

FORMULA = Simple(total("sessions", "organic"))
