# Ratings by arena-rank of the votes in a CSV file; prints its seconds, with and without compiling, and its figures.
import json
import sys
import time

import pandas as pd
from arena_rank.models.bradley_terry import BradleyTerry
from arena_rank.utils.data_utils import PairDataset

frame = pd.read_csv(sys.argv[1])
seconds = []
for _ in range(2):
    start = time.perf_counter()
    data = PairDataset.from_pandas(frame)
    model = BradleyTerry(n_competitors=len(data.competitors))
    made = model.compute_ratings_and_cis(data)
    ratings = [float(value) for value in made["ratings"]]
    lows = [float(value) for value in made["rating_lower"]]
    seconds.append(time.perf_counter() - start)
print(json.dumps({"seconds": seconds, "models": data.competitors, "ratings": ratings, "lows": lows}))
