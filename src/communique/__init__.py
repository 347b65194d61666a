"""The newsroom and public record of an intergovernmental organisation."""

__version__ = "0.1.0"
