"""The paper as JSON Feed 1.1; RSS 2.0 and what feeds are made of stand in ``articles/feeds``."""
