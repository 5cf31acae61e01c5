"""How each KPI is computed: one file each, under the name of its definition in ``plan/kpis``."""
