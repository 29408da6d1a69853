"""The printing press: separates a sheet of tones into inks and lays them on paper."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from .palettes import Palette, Tone

Plane = npt.NDArray[np.float32]


@lru_cache(maxsize=4)
def noise_field(width: int, height: int) -> Plane:
    """A fixed fine grain, evenly spread between 0 and 1."""
    rng = np.random.default_rng(1961)
    raw = Image.fromarray(rng.integers(0, 256, (height, width), dtype=np.uint8))
    soft = np.asarray(raw.filter(ImageFilter.GaussianBlur(0.55)), dtype=np.float32)
    soft += rng.random((height, width), dtype=np.float32)
    levels = np.quantile(soft[::7, ::7], np.linspace(0, 1, 65)).astype(np.float32)
    return np.interp(soft, levels, np.linspace(0, 1, 65)).astype(np.float32)


@lru_cache(maxsize=4)
def cloud_field(width: int, height: int) -> Plane:
    """A fixed broad mottle around zero: a roller never inks quite evenly."""
    rng = np.random.default_rng(1994)
    small = Image.fromarray(rng.integers(0, 256, (height // 24, width // 24), dtype=np.uint8))
    large = small.resize((width, height), Image.Resampling.BICUBIC)
    return (np.asarray(large, dtype=np.float32) / 255 - 0.5).astype(np.float32)


@lru_cache(maxsize=16)
def paper_sheet(width: int, height: int, paper: tuple[int, int, int]) -> Plane:
    """Unprinted stock with a faint tooth."""
    tooth = 1 + 0.018 * (noise_field(width, height) - 0.5) + 0.012 * cloud_field(width, height)
    colour = np.array(paper, dtype=np.float32)
    return (colour[:, None, None] * tooth[None]).astype(np.float32)


def pull(sheet: Image.Image, palette: Palette, size: tuple[int, int], seed: int) -> Image.Image:
    """Print ``sheet`` with the palette's inks; the seed sets how the plates slip."""
    width, height = size
    rng = np.random.default_rng([seed, 7])
    noise, cloud = noise_field(width, height), cloud_field(width, height)
    print_ = paper_sheet(width, height, palette.paper).copy()
    for plate, ink in enumerate(palette.inks):
        table = [round(255 * share) for share in palette.coverage(plate)]
        separation = sheet.point(table + [0] * (256 - len(Tone)))
        dx, dy = rng.uniform(-2.6, 2.6, 2) if plate else (0.0, 0.0)
        box = (4 + dx, 4 + dy, sheet.width - 4 + dx, sheet.height - 4 + dy)
        reduced = separation.resize(size, Image.Resampling.BILINEAR, box=box)
        cover = np.asarray(reduced, dtype=np.float32) * np.float32(1 / 255)
        shift = (int(rng.integers(0, height)), int(rng.integers(0, width)))
        grain = np.roll(noise, shift, axis=(0, 1)) - np.float32(0.5)
        uneven = np.roll(cloud, shift, axis=(0, 1))
        rough = cover * (1 - cover) * np.float32(1.7) + cover * np.float32(0.10)
        cover = cover * np.float32(0.97) + rough * grain + cover * uneven * np.float32(0.07)
        np.clip(cover, 0, 1, out=cover)
        for channel in range(3):
            print_[channel] *= 1 - cover * np.float32(1 - ink[channel] / 255)
    pixels = np.clip(print_ + 0.5, 0, 255).astype(np.uint8).transpose(1, 2, 0)
    return Image.fromarray(np.ascontiguousarray(pixels))
