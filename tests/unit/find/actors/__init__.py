"""Tests of the actor finder."""
