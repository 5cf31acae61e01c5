"""What was measured and foreseen, kept so that today's number can be compared later."""

from django.db import models


class AlignmentReading(models.Model):
    """The alignment figure of a revision on a day: money that follows the strategy, of all.

    ``scope`` is empty for the whole plan, else ``objectives/x`` or ``teams/y``.
    """

    scope = models.CharField(max_length=120, blank=True, default="")
    revision = models.PositiveIntegerField()
    at = models.DateTimeField()
    aligned = models.DecimalField(max_digits=18, decimal_places=4)
    total = models.DecimalField(max_digits=18, decimal_places=4)
    floor = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    currency = models.CharField(max_length=3)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.aligned} of {self.total} {self.currency}"


class ReadingRow(models.Model):
    """One measured value of one KPI over one period; ``body`` is the reading as JSON."""

    kpi = models.CharField(max_length=100)
    scope = models.CharField(max_length=200, blank=True)
    start = models.DateField()
    end = models.DateField()
    as_of = models.DateTimeField()
    revision = models.PositiveIntegerField(null=True)
    value = models.DecimalField(max_digits=24, decimal_places=8, null=True)
    body = models.JSONField(default=dict)

    class Meta:
        ordering = ("kpi", "start", "as_of", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["kpi", "scope", "start", "end", "as_of"], name="measured_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kpi} {self.start}..{self.end}: {self.value}"


class ForecastRow(models.Model):
    """What was foreseen for a key result, with the revision it counted on."""

    key_result = models.CharField(max_length=200)
    at = models.DateTimeField()
    revision = models.PositiveIntegerField(null=True)
    p10 = models.FloatField(null=True)
    p50 = models.FloatField(null=True)
    p90 = models.FloatField(null=True)
    probability = models.FloatField(null=True)
    body = models.JSONField(default=dict)

    class Meta:
        ordering = ("key_result", "at", "pk")

    def __str__(self) -> str:
        return f"{self.key_result}: {self.p50} on {self.at:%Y-%m-%d}"
