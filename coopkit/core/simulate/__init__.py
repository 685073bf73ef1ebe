"""Simulators used by rules and labs alike, so that nothing is computed twice."""
